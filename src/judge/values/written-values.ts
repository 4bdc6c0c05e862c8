// Columns that code does not know may have values all the same: those that a statement has given them.
import type { ColumnDefinition, ConstraintDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { isCopyOfKey } from "../constraints/held-unique.ts";
import { keyOf } from "../schema/schema.ts";
import { takesWhatIsLeft } from "./left-by-others.ts";

/** Whether a statement may have written what the constraint refuses. */
export function mayRefuseWritten(constraint: ConstraintDefinition, table: Table, schema: Schema): boolean {
  const { kind, columns, enforcement } = constraint;
  if (!isWritten(columns, table) || enforcement === "not-enforced" || enforcement === "not-valid") return false;
  if (kind === "unique" || kind === "primary-key") return !isCopyOfKey(columns, table, schema);
  if (kind === "foreign-key") return !areOff(schema) && !isCopyOfReference(constraint, table, schema);
  return takesWhatIsLeft(constraint, writtenDefinitions(table), schema) !== true;
}

export function isWritten(columns: readonly string[], table: Table): boolean {
  return columns.some((column) => table.columns.get(column)?.written !== undefined);
}

/** As if what was written was what goes without saying. */
function writtenDefinitions({ columns }: Table): readonly ColumnDefinition[] {
  return [...columns.values()].flatMap(({ definition, written }) => {
    if (definition === null || written === undefined) return [];
    const value =
      written === null ? ({ kind: "volatile", text: "" } as const) : ({ kind: "constant", text: written } as const);
    return [{ ...definition, default: value }];
  });
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

function isCopyOfReference({ columns, references }: ForeignKey, table: Table, schema: Schema): boolean {
  const [column, second] = columns;
  const held = column === undefined || second !== undefined ? null : (table.columns.get(column)?.holds ?? null);
  return table.constraints.some(
    ({ definition }) =>
      definition.kind === "foreign-key" &&
      keyOf(schema, definition.references) === keyOf(schema, references) &&
      held !== null &&
      definition.columns.length === 1 &&
      definition.columns.every((each) => table.columns.get(each)?.holds === held),
  );
}
