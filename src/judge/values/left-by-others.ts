// What a row has in a column when the code that writes it does not know the column, and who takes that.
import type { ColumnDefinition, ConstraintDefinition, DefaultValue, Name, OnColumn } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import type { Value } from "./value.ts";
import { isToldApart } from "../constraints/told-apart.ts";
import { clientColumn, clientTable } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { tableIn } from "../schema/schema.ts";
import { isUnknownType } from "../types/domain-type.ts";
import { domainOf } from "../types/user-types.ts";
import { checkAnswer } from "./check-answer.ts";
import { evaluate } from "./evaluate.ts";
import { both } from "./value.ts";

/** Columns of the table that the code does not know, not even as others that had their names. */
export function unknownColumns(at: At, table: Name): readonly ColumnDefinition[] {
  const known = clientTable(at, table)?.columns;
  return [...(tableIn(at.before, table)?.columns ?? [])].flatMap(([column, { definition }]) =>
    definition === null || known?.has(column) === true || clientColumn(at, table, column) !== undefined
      ? []
      : [definition],
  );
}

/** Whether the checks of a column that the code does not know take it with another default. */
export function checksTake(at: At, { table, column }: OnColumn, value: DefaultValue): Value {
  const columns = unknownColumns(at, table).map((one) => (one.name === column ? { ...one, default: value } : one));
  const checks = (tableIn(at.before, table)?.constraints ?? []).flatMap(({ definition }) =>
    definition.kind === "check" && definition.columns.includes(column) ? [definition] : [],
  );
  return checks.map((check) => takesWhatIsLeft(check, columns, at.before)).reduce(both, true);
}

/** Whether a constraint takes what is left in these columns, whatever the others hold; undefined where that is open. */
export function takesWhatIsLeft(
  constraint: ConstraintDefinition,
  columns: readonly ColumnDefinition[],
  schema: Schema,
): Value {
  if (constraint.enforcement === "not-enforced") return true;
  if (constraint.kind === "check") return passes(checkAnswer(constraint.text, leftValues(columns, schema)));
  const named = columns.filter(({ name }) => constraint.columns.includes(name));
  const hasNull = named.some((column) => leftIn(column, schema) === null);
  if (constraint.kind === "foreign-key" || constraint.kind === "exclude") return hasNull ? true : undefined;
  if (constraint.kind === "not-null") return !hasNull;
  return keyTakes(constraint, named, hasNull);
}

type Key = Extract<ConstraintDefinition, { readonly kind: "primary-key" | "unique" }>;

function keyTakes({ kind, nullsAreSame }: Key, columns: readonly ColumnDefinition[], hasNull: boolean): Value {
  if (kind === "primary-key" && hasNull) return false;
  return nullsAreSame !== true && columns.some(isToldApart) ? true : undefined;
}

/** Whether the type of a column takes it. */
export function typeTakesWhatIsLeft(column: ColumnDefinition, schema: Schema): Value {
  const domain = domainOf(column.type, schema);
  const value = leftIn(column, schema);
  if (domain === undefined)
    return value === null && schema.dialect === "postgresql" && isUnknownType(column.type, schema) ? undefined : true;
  if (value === null && domain.nullable === false) return false;
  const unsaid = value === null && domain.nullable === null ? undefined : true;
  const answers = [...domain.checks.values()].map((check) =>
    check === "" ? undefined : evaluate(check, new Map([["value", value]])),
  );
  return answers.map(passes).reduce(both, unsaid);
}

export function leftValues(columns: readonly ColumnDefinition[], schema: Schema): ReadonlyMap<string, Value> {
  return new Map(columns.map((column) => [column.name.toLowerCase(), leftIn(column, schema)]));
}

function leftIn(column: ColumnDefinition, schema: Schema): Value {
  const { default: value, identity, generated, type } = column;
  if (generated !== null || identity !== "none" || isZeroed(column, schema)) return undefined;
  const domain = value.kind === "none" ? domainOf(type, schema) : undefined;
  return domain?.default === null ? undefined : textless(domain?.default ?? value);
}

/** null where there is no default. */
function textless(given: DefaultValue): Value {
  return given.kind === "none" || given.kind === "null" ? null : constant(given);
}

/** InnoDB gives rows that are there a zero or an empty text. */
function isZeroed({ default: value, nullable }: ColumnDefinition, schema: Schema): boolean {
  return !nullable && value.kind === "none" && isInnoDb(schema);
}

function constant(given: Extract<DefaultValue, { readonly text: string }>): Value {
  return given.kind === "constant" ? evaluate(given.text, new Map()) : undefined;
}

/** A check lets through what it has no answer for. */
export function passes(answer: Value): Value {
  if (answer === null) return true;
  return typeof answer === "boolean" ? answer : undefined;
}
