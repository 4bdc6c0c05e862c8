// What the rows were held to before a constraint asks it of them.
import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { clientColumn, clientTable } from "../rule.ts";
import { sameText } from "../schema/same-text.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { staysApart } from "../types/kept-apart.ts";
import { allowedBy, isWider } from "./allowed-values.ts";
import { isHeldUnique } from "./held-unique.ts";

type Check = Extract<ConstraintDefinition, { readonly kind: "check" }>;

/** The code that knows the table was never allowed more. */
export function isImplied(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  const known = clientTable(at, name);
  if (constraint.kind === "check")
    return (
      (known?.constraints ?? []).some(
        ({ definition }) =>
          definition.kind === "check" &&
          definition.enforcement === "valid" &&
          (sameText(definition.text, constraint.text) || isWider(definition.text, constraint.text)) &&
          constraint.columns.every((column) => isStill(column, at, name)),
      ) || listsLabels(constraint, at, name)
    );
  if (constraint.kind !== "unique" && constraint.kind !== "primary-key") return false;
  const table = tableIn(at.before, name);
  const isFilled = constraint.columns.every((column) =>
    [table, known].some((one) => one?.columns.get(column)?.definition?.nullable === false),
  );
  return (
    (constraint.kind === "unique" || isFilled) &&
    isHeldUnique(constraint.columns, { known, now: table, schema: at.before })
  );
}

/** The column under that name is the one that the code knows by it, with the values that it had. */
function isStill(column: string, at: At, name: Name): boolean {
  const table = tableIn(at.before, name);
  const [known, now] = [clientColumn(at, name, column), table?.columns.get(column)];
  if (known !== clientTable(at, name)?.columns.get(column)) return false;
  return known === undefined || now === undefined || staysApart(known, now, { table, schema: at.before });
}

/** The enum of MySQL that the column was let nothing else in. */
function listsLabels({ text, columns: [column = ""] }: Check, at: At, name: Name): boolean {
  const allowed = allowedBy(text);
  const type = clientColumn(at, name, column)?.definition?.type;
  return type?.name === "enum" && type.labels?.every((label) => allowed?.values.includes(`'${label}'`)) === true;
}

/** What the rows were let have, without what statements have just taken away, passes. */
export function isFreed(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  const next = constraint.kind === "check" ? allowedBy(constraint.text) : null;
  const [column = ""] = constraint.columns;
  if (next === null) return false;
  const freed = tableIn(at.before, name)?.columns.get(column)?.freed ?? [];
  return (clientTable(at, name)?.constraints ?? []).some(({ definition }) => {
    const known = definition.kind === "check" && definition.enforcement === "valid" ? allowedBy(definition.text) : null;
    return (
      known !== null &&
      definition.columns[0] === column &&
      known.values.every((value) => next.values.includes(value) || freed.includes(value))
    );
  });
}

/** The rows were held to the same until a moment ago, and nothing was written to them since. */
export function wasHeldTo(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  const [known, now] = [clientTable(at, name), tableIn(at.before, name)];
  const isWritten = constraint.columns.some((column) => {
    const [values, was] = [now?.columns.get(column), known?.columns.get(column)];
    if (values === undefined || values.id !== was?.id || values.holds !== was.holds) return true;
    return !staysApart(was, values, { table: now, schema: at.before });
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
