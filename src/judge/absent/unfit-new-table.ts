import type { ChangeOf } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { tableIn } from "../schema/schema.ts";
import { isStrict, isStrictType } from "../types/sqlite-affinity.ts";
import { unfitTable } from "./unfit.ts";

/** Why a table cannot be made; a strict table of SQLite has few types. */
export function unfitNewTable(change: ChangeOf<"create-table">, schema: Schema): string | undefined {
  const made = tableIn(schema, change.table);
  const repeated = repeatedIn(change);
  if (repeated !== undefined || made === undefined) return repeated;
  if (isInnoDb(schema)) return keyOfNothing(change) ?? unfitTable(made, schema);
  if (!isStrict(made)) return undefined;
  const loose = change.columns.find(({ type }) => !isStrictType(type));
  return loose && `a strict table has no type ${loose.type?.name ?? ""}`;
}

/** A column that a key names and the table has not. */
function keyOfNothing({ columns, constraints, source }: ChangeOf<"create-table">): string | undefined {
  const names = new Set(columns.map(({ name }) => name));
  const keyed = constraints.filter(({ kind }) => kind !== "check").flatMap((constraint) => constraint.columns);
  const missing = source.from === "columns" ? keyed.find((column) => !names.has(column)) : undefined;
  return missing && `it has no ${missing}`;
}

/** What a table has once. */
function repeatedIn({ columns, constraints, indexes }: ChangeOf<"create-table">): string | undefined {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice !== undefined) return `it has ${twice} twice`;
  const named = indexes.flatMap(({ name }) => name?.toLowerCase() ?? []);
  const again = named.find((name, place) => named.indexOf(name) < place);
  if (again !== undefined) return `it has index ${again} twice`;
  const keys = constraints.filter(({ kind }) => kind === "primary-key");
  return keys.length > 1 ? "it has two primary keys" : undefined;
}
