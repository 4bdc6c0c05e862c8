import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { isStillRequired } from "../replaced/replacement.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { columnsByPlace } from "./miscounted.ts";

/** Why no row can be written that has a null, or nothing, for a column that wants a value; a trigger might give it one. */
export function refusedFor(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const { source, onConflict } = change;
  const isForgiven = onConflict === "ignore" && schema.dialect !== "postgresql";
  if (source.from !== "values" || isForgiven || table.triggers.size > 0 || strictnessOf(schema) !== "strict")
    return undefined;
  const given = columnsGiven({ columns: change.columns, width: source.width }, table, schema);
  if (given === undefined) return undefined;
  const nulls = (source.nulls ?? []).flatMap((place) => given[place] ?? []);
  const refused = [...table.columns].find(
    ([name, column]) =>
      (nulls.includes(name) && refusesNull(column, schema)) || (!given.includes(name) && isStillRequired(column)),
  );
  return refused === undefined ? undefined : `${table.name}.${refused[0]} wants a value, and gets none`;
}

function columnsGiven(
  { columns, width }: { readonly columns: readonly string[]; readonly width: number | undefined },
  table: Table,
  schema: Schema,
): readonly string[] | undefined {
  return columns.length > 0 || width === undefined ? columns : columnsByPlace(table, schema)?.slice(0, width);
}

/** A null is the next number, but for PostgreSQL; MySQL takes it for the time of now in some columns. */
function refusesNull({ definition }: Column, { dialect }: Schema): boolean {
  if (definition === null || definition.nullable) return false;
  return definition.identity === "none" ? !isClock(definition) : dialect === "postgresql";
}

function isClock({ type }: ColumnDefinition): boolean {
  return type?.name === "timestamp";
}
