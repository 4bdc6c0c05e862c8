// "BLOB/TEXT column used in key specification without a key length" (ER_BLOB_KEY_WITHOUT_LENGTH of MySQL; MariaDB takes a
// part of it, or a hash).
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType, IndexDefinition } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { columnIn, tableIn } from "../schema/schema.ts";

/** A new key over a text of which it does not say how much it keeps. */
export function longKeyed({ index }: ChangeOf<"create-index">, schema: Schema): string | undefined {
  const long = index.keys.find((key) => {
    const type = columnIn(schema, index.table, key)?.definition?.type ?? null;
    return isLong(type) && isKeptWhole(index, key, schema);
  });
  return long === undefined ? undefined : `${long} is too long for a key without a length`;
}

/** A column in such keys that becomes a long text. */
export function keyedLong(
  { table, column, definition }: ChangeOf<"restate-column">,
  schema: Schema,
): string | undefined {
  if (!isLong(definition.type) || isLong(columnIn(schema, table, column)?.definition?.type ?? null)) return undefined;
  const indexes = tableIn(schema, table)?.indexes ?? [];
  const key = indexes.find((index) => isKeptWhole(index.definition, column, schema));
  return key === undefined ? undefined : `${column} is in key ${key.definition.name ?? ""}, too long without a length`;
}

function isLong(type: ColumnType | null): boolean {
  return type !== null && LONG.has(type.name);
}

function isKeptWhole({ keys, lengths, method }: IndexDefinition, column: string, { dialect }: Schema): boolean {
  const place = keys.indexOf(column);
  return dialect === "mysql" && place !== -1 && !SEARCHED.has(method ?? "") && (lengths?.[place] ?? null) === null;
}

const LONG: ReadonlySet<string> = new Set(
  "text tinytext mediumtext longtext blob tinyblob mediumblob longblob".split(" "),
);

/** They keep what they look for. */
const SEARCHED: ReadonlySet<string> = new Set(["fulltext", "spatial", "vector"]);
