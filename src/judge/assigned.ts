import type { ChangeOf } from "../model/change.ts";
import type { Assignment } from "../model/definition.ts";
import type { Column, Id, Schema, Table } from "./schema.ts";
import { withColumn } from "./edit-table.ts";
import { columnIn } from "./schema.ts";

/** A column that is given another's values in every row holds them from then on. */
export function withAssigned(
  table: Table,
  {
    assignment,
    change,
    schema,
  }: { readonly assignment: Assignment; readonly change: ChangeOf<"update">; readonly schema: Schema },
): Table {
  const column = table.columns.get(assignment.column);
  if (column === undefined) return table;
  const nullFree =
    assignment.from === "constant" &&
    assignment.isNull !== true &&
    (!change.filtered || fillsNulls(change, assignment.column));
  const holds =
    fillsNulls(change, assignment.column) && column.holds === column.id
      ? column.holds
      : heldAfter(column, { assignment, change, schema });
  return withColumn(table, assignment.column, { ...column, holds, ...(nullFree && { nullFree }) });
}

function heldAfter(
  { holds }: Column,
  {
    assignment,
    change,
    schema,
  }: { readonly assignment: Assignment; readonly change: ChangeOf<"update">; readonly schema: Schema },
): Id | null {
  if (assignment.from !== "expression") return change.filtered ? holds : null;
  const source = copiedBy(assignment);
  if (source === null) return null;
  const fillsAll = holds === null && fillsNulls(change, assignment.column);
  const isWhole = !change.filtered || fillsAll || skipsNulls(change, source);
  return isWhole ? (columnIn(schema, change.table, source)?.holds ?? null) : null;
}

/** The column whose value is taken as it is. */
function copiedBy({ reads, text }: Extract<Assignment, { readonly from: "expression" }>): string | null {
  const [source, second] = reads;
  if (source === undefined || second !== undefined || text.trim() !== source) return null;
  return source.slice(source.lastIndexOf(".") + 1);
}

function skipsNulls({ nullTest }: ChangeOf<"update">, column: string): boolean {
  return nullTest?.isNull === false && nullTest.column === column;
}

export function fillsNulls({ nullTest }: ChangeOf<"update">, column: string): boolean {
  return nullTest?.isNull === true && nullTest.column === column;
}
