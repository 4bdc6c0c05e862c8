import type { ChangeOf } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isComputed } from "../on-column.ts";
import { tableIn } from "../schema/schema.ts";

/** Why a copy fails that has too many values for the columns that take them, or too few; MySQL hides some from `*`. */
export function miscountedFor(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const given = givenBy(change, schema);
  const taken = takenBy(change, table);
  if (given === undefined || taken === undefined) return undefined;
  // PostgreSQL gives columns that are left over their defaults.
  const isLeftOver = schema.dialect === "postgresql" && change.columns.length === 0 && given < taken;
  return given === taken || isLeftOver ? undefined : `${table.name} takes ${taken} values, and is given ${given}`;
}

function givenBy({ source }: ChangeOf<"insert">, schema: Schema): number | undefined {
  if (source.from !== "query" || source.selects === undefined) return undefined;
  if (source.selects !== "all") return source.selects.length;
  const [read, other] = source.reads;
  const original = read === undefined || other !== undefined ? undefined : tableIn(schema, read);
  return original?.complete === true && SHOWS_ALL.has(schema.dialect) ? original.columns.size : undefined;
}

function takenBy({ columns }: ChangeOf<"insert">, table: Table): number | undefined {
  if (columns.length > 0) return columns.length;
  return table.complete ? [...table.columns.values()].filter((column) => !isComputed(column)).length : undefined;
}

const SHOWS_ALL: ReadonlySet<string> = new Set(["postgresql", "sqlite"]);
