import type { ChangeOf } from "../../model/change.ts";
import type { Assignment } from "../../model/value.ts";
import type { Allowed } from "../constraints/allowed-values.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { allowedBy } from "../constraints/allowed-values.ts";
import { isHeldElsewhere } from "../on-column.ts";
import { withColumn } from "../schema/edit-table.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { copiedFrom } from "./copied-from.ts";
import { mayBeNull } from "./may-be-null.ts";
import { fromPartner } from "./partner-row.ts";
import { withRowsMissing } from "./rows-missing.ts";
import { takenFrom } from "./taken.ts";

/** A column that is given another's values in every row holds them from then on. */
export function withAssigned(table: Table, { assignment, change, schema }: Given): Table {
  const column = table.columns.get(assignment.column);
  if (column === undefined || keepsValue(assignment, change)) return table;
  const { nullFree: wasFree, freed: _, written: __, pairs: ___, ...rest } = column;
  const nullFree = hasValue(assignment, change, table) && (wasFree === true || reachesNulls(change, assignment.column));
  const freed = freedBy(column, assignment, conditionOf(change, table));
  const held =
    fillsNulls(change, assignment.column) && column.holds === column.id
      ? { holds: column.holds }
      : heldAfter(column, { assignment, change, schema });
  return withColumn(table, assignment.column, {
    ...rest,
    ...held,
    ...writtenBy(assignment, change),
    ...(nullFree && { nullFree }),
    ...(freed.length > 0 && { freed }),
  });
}

/** `set c = c`, which keeps MySQL from setting it to the time of the update; what is qualified may be of another table. */
export function keepsValue(assignment: Assignment, { reads }: ChangeOf<"update">): boolean {
  if (assignment.from !== "expression" || reads.length > 0) return false;
  return assignment.reads[0]?.includes(".") === false && copiedFrom(assignment) === assignment.column;
}

function reachesNulls(change: ChangeOf<"update">, column: string): boolean {
  return !change.filtered || fillsNulls(change, column);
}

/** A null is no value. */
function writtenBy(assignment: Assignment, { filtered }: ChangeOf<"update">): Pick<Column, "written"> {
  if (assignment.from !== "constant") return { written: null };
  if (assignment.isNull === true) return {};
  return { written: filtered ? null : (assignment.text ?? null) };
}

/** By itself, or from columns of the row itself that have one. */
function hasValue(assignment: Assignment, { reads }: ChangeOf<"update">, table: Table): boolean {
  if (assignment.from === "default")
    return table.columns.get(assignment.column)?.definition?.default.kind === "constant";
  return (assignment.from === "constant" || reads.length === 0) && !mayBeNull(assignment, table);
}

/** `set c = 'b' where c = 'a'` leaves no `a`, and may bring back the `b` that another statement took away. */
function freedBy({ freed = [] }: Column, assignment: Assignment, condition: Allowed | null): readonly string[] {
  if (assignment.from !== "constant" || assignment.text === undefined) return [];
  const { text } = assignment;
  const taken = condition?.column === assignment.column ? condition.values : [];
  return [...freed, ...taken].filter((value) => value !== text);
}

/** What is left of a table behind a delete. */
export function withDeleted(table: Table, change: ChangeOf<"delete">, schema: Schema): Table {
  return withoutRows(withRowsMissing(table, schema), change);
}

function withoutRows(table: Table, change: ChangeOf<"delete">): Table {
  if (change.nullTest?.isNull === true) return withoutNulls(table, change.nullTest.column);
  const condition = conditionOf(change, table);
  const column = condition === null ? undefined : table.columns.get(condition.column);
  if (condition === null || column === undefined) return table;
  return withColumn(table, condition.column, { ...column, freed: [...(column.freed ?? []), ...condition.values] });
}

function withoutNulls(table: Table, name: string): Table {
  const column = table.columns.get(name);
  return column === undefined ? table : withColumn(table, name, { ...column, nullFree: true });
}

function conditionOf({ where, thorough }: ChangeOf<"update"> | ChangeOf<"delete">, { columns }: Table): Allowed | null {
  const allowed = where === null || thorough !== true ? null : allowedBy(where);
  if (allowed === null || columns.has(allowed.column)) return allowed;
  const called = [...columns.keys()].find((name) => name.toLowerCase() === allowed.column.toLowerCase());
  return { ...allowed, column: called ?? allowed.column };
}

interface Given {
  readonly assignment: Assignment;
  readonly change: ChangeOf<"update">;
  readonly schema: Schema;
}

function heldAfter(column: Column, { assignment, change, schema }: Given): Pick<Column, "holds" | "recast"> {
  if (assignment.from !== "expression") return change.filtered ? changedInPart(column, schema) : { holds: null };
  const table = tableIn(schema, change.table);
  const kept = assignment.partner && table && fromPartner(assignment.partner, table, schema);
  const source = kept ?? givenWhole(column, { assignment, change, schema });
  return source === undefined ? { holds: null } : takenFrom(source, column, { table, schema });
}

/** A column of the table itself whose values are all taken. */
function givenWhole({ holds }: Column, { assignment, change, schema }: Given): Column | undefined {
  const name = assignment.from === "expression" ? copiedFrom(assignment) : null;
  const source = name === null ? undefined : columnIn(schema, change.table, name);
  const fillsAll = holds === null && fillsNulls(change, assignment.column);
  const isWhole = !change.filtered || fillsAll || (name !== null && skipsNulls(change, name));
  return isWhole ? source : undefined;
}

/** Of values that another column has too, that one has them all. */
function changedInPart(column: Column, { tables }: Schema): Pick<Column, "holds" | "recast"> {
  const { holds, recast = 0 } = column;
  return { holds, recast: isHeldElsewhere(tables.values(), column) ? recast + 1 : recast };
}

function skipsNulls({ nullTest }: ChangeOf<"update">, column: string): boolean {
  return nullTest?.isNull === false && nullTest.column === column;
}

export function fillsNulls({ nullTest }: ChangeOf<"update">, column: string): boolean {
  return nullTest?.isNull === true && nullTest.column === column;
}
