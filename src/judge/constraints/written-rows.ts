// Rows that are written out, and the checks of their table.
import type { ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Value } from "../values/value.ts";
import { checkAnswer } from "../values/check-answer.ts";
import { evaluate } from "../values/evaluate.ts";
import { leftValues, passes } from "../values/left-by-others.ts";
import { both } from "../values/value.ts";
import { columnsByPlace } from "./miscounted.ts";

/** Whether all checks let through all rows of an insert; undefined where that is open. */
export function checksTakeRows(change: ChangeOf<"insert">, table: Table, schema: Schema): Value {
  const { source, columns, onConflict } = change;
  const isForgiven = onConflict === "ignore" && schema.dialect !== "postgresql";
  if (source.from !== "values" || isForgiven) return true;
  const checks = table.constraints.flatMap(({ definition }) => (isAsked(definition) ? [definition] : []));
  if (checks.length === 0) return true;
  const given = columns.length > 0 ? columns : columnsByPlace(table, schema);
  const rows = given === undefined ? [] : rowsOf(source, given, { table, schema });
  if (rows.length < source.rows) return undefined;
  const taken = rows.flatMap((row) => checks.map(({ text }) => passes(checkAnswer(text, row)))).reduce(both, true);
  return taken === false && isCompleted(table) ? undefined : taken;
}

type Check = Extract<ConstraintDefinition, { readonly kind: "check" }>;

function isAsked(definition: ConstraintDefinition): definition is Check {
  return definition.kind === "check" && definition.enforcement !== "not-enforced";
}

type Written = Extract<ChangeOf<"insert">["source"], { readonly from: "values" }>;

/** What each row has, by the names of columns in lower case. */
function rowsOf(
  { literals = [] }: Written,
  given: readonly string[],
  { table, schema }: { readonly table: Table; readonly schema: Schema },
): readonly ReadonlyMap<string, Value>[] {
  const others = [...table.columns].flatMap(([name, { definition }]) =>
    definition === null || given.includes(name) ? [] : [definition],
  );
  const left = leftValues(others, schema);
  return literals.map((row) => {
    const written = given.map((name, place) => [name.toLowerCase(), evaluate(row[place] ?? "", new Map())] as const);
    return new Map([...left, ...written]);
  });
}

/** A trigger may give a row what it lacks. */
function isCompleted({ triggers }: Table): boolean {
  return [...triggers.values()].some(({ timing, events }) => timing === "before" && events.includes("insert"));
}
