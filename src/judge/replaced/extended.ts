import type { Schema, Table } from "../schema/schema.ts";
import { tableParts } from "../compare.ts";

/** True where a table that was made anew has all that the first had, and besides only new columns or fewer nulls. */
export function isOnlyExtended(name: string, before: Schema, after: Schema): boolean {
  const [was, now] = [before.tables.get(name), after.tables.get(name)];
  if (was === undefined || now === undefined || !was.complete || !now.complete) return false;
  const isLooser = [...was.columns].some(
    ([column, { definition }]) =>
      definition?.nullable === false && now.columns.get(column)?.definition?.nullable !== false,
  );
  const isMoved = [...was.columns].some(([column, { holds }]) => now.columns.get(column)?.holds !== holds);
  return !isLooser && !isMoved && textOf(withoutNulls(was), before) === textOf(onlyOf(was, withoutNulls(now)), after);
}

function textOf(table: Table, schema: Schema): string {
  const parts = tableParts(table.name, table, schema).map(({ name, text }) => `${name}: ${text}`);
  return JSON.stringify(parts.toSorted());
}

/** What the second has of the columns of the first. */
function onlyOf(was: Table, now: Table): Table {
  return {
    ...now,
    columns: new Map([...now.columns].filter(([column]) => was.columns.has(column))),
    constraints: now.constraints.filter(({ definition: { columns } }) => columns.some((each) => was.columns.has(each))),
  };
}

function withoutNulls(table: Table): Table {
  const columns = [...table.columns].map(
    ([name, column]) =>
      [name, { ...column, definition: column.definition && { ...column.definition, nullable: false } }] as const,
  );
  return { ...table, columns: new Map(columns) };
}
