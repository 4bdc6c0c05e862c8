import type { ConstraintDefinition, Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema.ts";
import { constraintHazard } from "../../constraint-hazards.ts";
import { withConstraint } from "../../edit-constraints.ts";
import { withTable } from "../../edit-table.ts";
import { existence } from "../../existence.ts";
import { areOff, refusingParent } from "../../foreign-keys.ts";
import { clientColumn, clientTable, effect, impact } from "../../rule.ts";
import { sameText } from "../../same-text.ts";
import { isListed, keyOf, tableIn } from "../../schema.ts";

/** Code that does not know a constraint may write what it refuses. */
export const addConstraint: Rule<"add-constraint"> = {
  effect: ({ table: name, constraint }, at) => {
    const { before } = at;
    const key = keyOf(before, name);
    const table = tableIn(before, name);
    if (table === undefined) return existence(before, { family: "tables", key });
    const obstacle = obstacleTo(constraint, table, key);
    if (obstacle !== undefined) return effect(obstacle, { succeeds: "no" });
    const hazard = constraintHazard(constraint, before);
    const shown = `${constraint.kind} on ${key} (${constraint.columns.join(", ") || "an expression"})`;
    if (clientTable(at, name) === undefined) return effect(`${key} is not known to this code`);
    if (constraint.enforcement === "not-enforced")
      return effect(`${shown} is not enforced`, { restorable: "full", hazard });
    const refusing = { impact: impact("writes_break", "if_data"), succeeds: succeedsOn(constraint, at, name), hazard };
    if (!leavesOldInsertsAlone(constraint, at, name))
      return effect(`${shown} refuses what it does not allow`, { ...refusing, restorable: "full" });
    const parent = refusingParent(constraint, at);
    return parent === undefined
      ? effect(`${shown} is on columns that this code does not know`, { hazard })
      : effect(`rows of ${key} keep rows of ${parent} from being deleted`, refusing);
  },
  after: ({ table: name, constraint }, schema) => {
    if (!("usingIndex" in constraint) || constraint.usingIndex === null)
      return withConstraint(schema, name, constraint);
    const index = tableIn(schema, name)?.indexes.find(({ definition }) => definition.name === constraint.usingIndex);
    const columns = index?.definition.keys ?? constraint.columns;
    const without = withTable(schema, name, (table) => ({
      ...table,
      indexes: table.indexes.filter(({ definition }) => definition.name !== constraint.usingIndex),
    }));
    return withConstraint(without, name, { ...constraint, name: constraint.name ?? constraint.usingIndex, columns });
  },
};

function obstacleTo(constraint: ConstraintDefinition, table: Table, key: string): string | undefined {
  const { kind, name, columns } = constraint;
  if (kind === "primary-key" && table.constraints.some((known) => known.definition.kind === kind))
    return `${key} has a primary key already`;
  if (name !== null && hasConstraint(table, name)) return `constraint ${name} exists already`;
  const missing = columns.filter((column) => table.complete && !table.columns.has(column));
  return missing.length > 0 ? `${key} has no ${missing.join(", ")}` : undefined;
}

/** The rows were held to the same until a moment ago, and nothing was written to them since. */
function wasHeldTo(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  const [known, now] = [clientTable(at, name), tableIn(at.before, name)];
  const isWritten = constraint.columns.some((column) => {
    const values = now?.columns.get(column);
    return values === undefined || values.holds !== clientColumn(at, name, column)?.holds;
  });
  if (known === undefined || isWritten) return false;
  return known.constraints.some(
    ({ definition }) =>
      definition.enforcement === "valid" &&
      String(definition.columns) === String(constraint.columns) &&
      isSameRule(definition, constraint, at.before),
  );
}

function isSameRule(one: ConstraintDefinition, other: ConstraintDefinition, schema: Schema): boolean {
  if (one.kind === "foreign-key" && other.kind === "foreign-key")
    return keyOf(schema, one.references) === keyOf(schema, other.references);
  if ("text" in one && "text" in other) return one.kind === other.kind && sameText(one.text, other.text);
  return one.kind === other.kind && one.kind !== "foreign-key" && !("text" in other);
}

function isUnchecked({ kind }: ConstraintDefinition, before: Schema): boolean {
  return kind === "foreign-key" && areOff(before);
}

function succeedsOn(constraint: ConstraintDefinition, at: At, name: Name): Effect["succeeds"] {
  // Without the schema, it may have a primary key.
  if (constraint.kind === "primary-key" && !isListed(at.before, tableIn(at.before, name))) return "undetermined";
  if (wasHeldTo(constraint, at, name) || isUnchecked(constraint, at.before)) return "yes";
  if (constraint.enforcement === "not-valid") return "yes";
  return "usingIndex" in constraint && constraint.usingIndex !== null ? "yes" : "data_dependent";
}

/** Rows of code that does not know the columns have null in them, or a number of their own. */
function leavesOldInsertsAlone(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  if (constraint.columns.length === 0) return false;
  const columns = constraint.columns.map((column) => tableIn(at.before, name)?.columns.get(column)?.definition);
  const areNew = constraint.columns.every((column) => clientColumn(at, name, column) === undefined);
  if (!areNew) return false;
  const isKey = constraint.kind === "unique" || constraint.kind === "primary-key";
  return columns.some((definition) => definition?.identity !== "none" || (isKey ? isEmpty(definition) : true));
}

function isEmpty(definition: { readonly default: { readonly kind: string } } | null | undefined): boolean {
  return definition?.default.kind !== "constant" && definition?.default.kind !== "stable";
}

function hasConstraint(table: Table, name: string): boolean {
  return table.constraints.some(({ definition }) => definition.name === name);
}
