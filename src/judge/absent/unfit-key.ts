// Keys over texts that are longer than InnoDB keeps: "BLOB/TEXT column used in key specification without a key length"
// (ER_BLOB_KEY_WITHOUT_LENGTH) and "Specified key was too long" (ER_TOO_LONG_KEY). But for a primary key, MariaDB takes a
// part of it, or a hash. What is unique in a parted table has all columns by which it is parted
// (ER_UNIQUE_KEY_NEED_ALL_FIELDS_IN_PF).
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType, ConstraintDefinition, IndexDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { PARTITION_KEY } from "../schema/ties.ts";
import { familyOf } from "../types/family.ts";
import { characterBytes } from "../types/text-width.ts";
import { LONG_TEXTS, SHAPES } from "./long-types.ts";

interface Key {
  readonly name: string;
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  readonly keys: readonly string[];
  readonly lengths: readonly (number | null)[];
}

/** A new key that keeps more than there is room for, or that does not say how much of a long text it keeps. */
export function unfitIndex({ index }: ChangeOf<"create-index">, schema: Schema): string | undefined {
  const table = tableIn(schema, index.table);
  const unsearched = table && unsearchedBy(index, table);
  if (unsearched !== undefined) return unsearched;
  const { keys, lengths = [], name } = index;
  const column = keys.find((key, place) =>
    isWhole(columnIn(schema, index.table, key)?.definition, lengths[place] ?? 0),
  );
  if (column !== undefined) return `key ${name ?? ""} keeps more of ${column} than there is`;
  return unfitKey(ofIndex(index), table, schema);
}

export function unfitConstraint(
  constraint: ConstraintDefinition,
  table: Table | undefined,
  schema: Schema,
): string | undefined {
  const key = ofConstraint(constraint);
  return key === undefined ? undefined : unfitKey(key, table, schema);
}

/** A column in such keys that becomes a longer text. */
export function keyedLong(
  { table: name, column, definition }: ChangeOf<"restate-column">,
  schema: Schema,
): string | undefined {
  const table = tableIn(schema, name);
  const was = columnIn(schema, name, column)?.definition ?? null;
  if (table === undefined || (was !== null && isLong(was.type))) return undefined;
  return unfitKeys(withColumn(table, column, definition), schema, column);
}

/** The first of a table's keys that is refused, of those with this column where one is given. */
export function unfitKeys(table: Table, schema: Schema, column?: string): string | undefined {
  const all = [
    ...table.constraints.flatMap(({ definition }) => ofConstraint(definition) ?? []),
    ...table.indexes.map(({ definition }) => ofIndex(definition)),
  ];
  const unsearched = table.indexes.map(({ definition }) => unsearchedBy(definition, table));
  const first = unsearched.find((reason) => reason !== undefined);
  if (column === undefined && first !== undefined) return first;
  const asked = all.filter(({ keys }) => column === undefined || keys.includes(column));
  return asked.map((key) => unfitKey(key, table, schema)).find((reason) => reason !== undefined);
}

function unsearchedBy({ keys, method }: IndexDefinition, { columns }: Table): string | undefined {
  const unsearched = keys.find((key) => isUnsearched(columns.get(key)?.definition, method));
  return unsearched && `a ${method} index is not made of ${unsearched}`;
}

/** FULLTEXT is for texts, SPATIAL for shapes that are never null. */
function isUnsearched(column: ColumnDefinition | null | undefined, method: string): boolean {
  if (column?.type === undefined || column.type === null) return false;
  if (method === "spatial") return column.nullable || !SHAPES.has(column.type.name);
  return method === "fulltext" && familyOf(column.type).family !== "text";
}

function ofIndex({ name, keys, lengths = [], method, unique }: IndexDefinition): Key {
  const key = { name: name ?? "", isPrimary: false, isUnique: unique };
  return { ...key, keys: SEARCHED.has(method) ? [] : keys, lengths };
}

function ofConstraint(definition: ConstraintDefinition): Key | undefined {
  if (definition.kind !== "primary-key") return undefined;
  const { columns, lengths = [] } = definition;
  return { name: "PRIMARY", isPrimary: true, isUnique: true, keys: columns, lengths };
}

function unfitKey(key: Key, table: Table | undefined, schema: Schema): string | undefined {
  const twice = key.keys.find((column, place) => key.keys.indexOf(column) !== place);
  if (twice !== undefined) return `${twice} is twice in key ${key.name}`;
  return acrossParts(key, table) ?? tooLong(key, table, schema);
}

/** "Incorrect prefix key" (ER_WRONG_SUB_KEY): longer than the text, or of what is no text. */
function isWhole(column: ColumnDefinition | null | undefined, length: number): boolean {
  const type = column?.type ?? null;
  if (type === null || length === 0) return false;
  const [room] = type.modifiers;
  return WHOLE.has(familyOf(type).family) || (room !== undefined && SIZED.has(type.name) && length > room);
}

const WHOLE: ReadonlySet<string> = new Set(
  "integer decimal float boolean date time timestamp datetime enum uuid inet".split(" "),
);

const SIZED: ReadonlySet<string> = new Set(["char", "varchar", "binary", "varbinary"]);

function acrossParts({ name, isUnique, keys }: Key, table: Table | undefined): string | undefined {
  const parting = isUnique ? (table?.ties.get(PARTITION_KEY)?.names.columns ?? []) : [];
  const missing = parting.find((column) => !keys.includes(column));
  return missing === undefined ? undefined : `key ${name} must have ${missing}, by which its table is parted`;
}

function tooLong(
  { name, isPrimary, keys, lengths }: Key,
  table: Table | undefined,
  schema: Schema,
): string | undefined {
  if (schema.dialect === "mariadb" && !isPrimary) return undefined;
  const parts = keys.map((key, place) => ({
    key,
    type: table?.columns.get(key)?.definition?.type ?? null,
    length: lengths[place] ?? null,
  }));
  const long = parts.find(({ type, length }) => length === null && isLong(type));
  if (long !== undefined) return `${long.key} is too long for key ${name} without a length`;
  const bytes = parts.reduce((sum, { type, length }) => sum + bytesOf(type, length, table), 0);
  return bytes > LONGEST ? `key ${name} of ${bytes} bytes is too long` : undefined;
}

function bytesOf(type: ColumnType | null, length: number | null, table: Table | undefined): number {
  const [written = 0] = type?.modifiers ?? [];
  if (type === null || !MEASURED.has(type.name)) return 0;
  const bytes = type.name.endsWith("binary") || type.name.endsWith("blob") ? 1 : characterBytes(type, table);
  return (length ?? written) * bytes;
}

function isLong(type: ColumnType | null): boolean {
  return type !== null && LONG_TEXTS.has(type.name);
}

function withColumn(table: Table, column: string, definition: ColumnDefinition): Table {
  const known = table.columns.get(column);
  if (known === undefined) return table;
  return { ...table, columns: new Map(table.columns).set(column, { ...known, definition }) };
}

const MEASURED: ReadonlySet<string> = new Set([...LONG_TEXTS, ..."char varchar binary varbinary".split(" ")]);

/** Bytes of a key of InnoDB's in the row formats that are usual. */
const LONGEST = 3072;

/** They keep what they look for. */
const SEARCHED: ReadonlySet<string> = new Set(["fulltext", "spatial", "vector"]);
