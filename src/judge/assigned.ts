import type { ChangeOf } from "../model/change.ts";
import type { Assignment } from "../model/definition.ts";
import type { Column, Id, Schema, Table } from "./schema.ts";
import { withColumn } from "./edit-table.ts";
import { tableIn } from "./schema.ts";

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
  const nullFree = assignment.from === "constant" && (!change.filtered || fillsNulls(change, assignment.column));
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
  const [source, second] = assignment.reads;
  if (source === undefined || second !== undefined || assignment.text.trim() !== source) return null;
  const skipsNulls = new RegExp(String.raw`^\(*(?:\w+\.)?"?${source.replace(/^.*\./, "")}"? is not null\)*$`, "i");
  const skipsFilled = new RegExp(String.raw`^\(*(?:\w+\.)?"?${assignment.column}"? is null\)*$`, "i");
  const where = change.where?.trim() ?? "";
  const covers = !change.filtered || skipsNulls.test(where) || (holds === null && skipsFilled.test(where));
  if (!covers) return null;
  const own = tableIn(schema, change.table)?.columns.get(source.replace(/^.*\./, ""));
  return own?.holds ?? null;
}

export function fillsNulls({ where }: ChangeOf<"update">, column: string): boolean {
  return new RegExp(String.raw`^\(*(?:\w+\.)?"?${column}"? is null\)*$`, "i").test(where?.trim() ?? "");
}
