import type { ChangeOf } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isComputed } from "../on-column.ts";
import { tableIn } from "../schema/schema.ts";

/** Why a copy fails that has too many values for the columns that take them, or too few; MySQL hides some from `*`. */
export function miscountedFor(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const given = givenBy(change, schema);
  const taken = takenBy(change, table, schema);
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

/** PostgreSQL counts columns that are computed, and refuses values for them. */
function takenBy({ columns }: ChangeOf<"insert">, table: Table, { dialect }: Schema): number | undefined {
  if (columns.length > 0) return columns.length;
  const all = [...table.columns.values()].filter((column) => dialect === "postgresql" || !isComputed(column));
  return table.complete ? all.length : undefined;
}

/** What takes no values of PostgreSQL's, whatever rows there are; rewriteTargetListIU in src/backend/rewrite/rewriteHandler.c. */
export function refusingValues(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  if (schema.dialect !== "postgresql") return undefined;
  const { columns, overriding } = change;
  const given = columns.length > 0 ? columns : [...table.columns.keys()].slice(0, givenBy(change, schema) ?? 0);
  const refusing = given.find((name) => {
    const definition = table.columns.get(name)?.definition ?? null;
    if (definition === null) return false;
    return definition.generated !== null || (definition.identity === "always" && overriding !== true);
  });
  return refusing === undefined ? undefined : `${table.name}.${refusing} takes no values but its own`;
}

const SHOWS_ALL: ReadonlySet<string> = new Set(["postgresql", "sqlite"]);
