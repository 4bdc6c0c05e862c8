import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Assignment } from "../../model/value.ts";
import { evaluate } from "../values/evaluate.ts";

/** A check that asks for nothing but this column, and is true of what the column is set to. */
export function passesWith(definition: ConstraintDefinition, assignment: Assignment): boolean {
  if (definition.kind !== "check" || assignment.from !== "constant" || assignment.text === undefined) return false;
  const value = evaluate(assignment.text, new Map());
  const isKeptAsIs = typeof value === "string" || Number.isInteger(value);
  const isAlone = definition.columns.every((column) => column === assignment.column);
  const values = new Map([[assignment.column.toLowerCase(), value]]);
  return isKeptAsIs && isAlone && evaluate(definition.text, values) === true;
}
