import type { Change } from "../../model/change.ts";
import type { RoutineOption } from "../../model/change/routine-option.ts";
import type { Cursor } from "./cursor.ts";
import { charset, collation, columnType } from "./column-types.ts";
import { expect, is, listOf, refuse, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { security } from "./definitions.ts";
import { stringValue } from "./literals.ts";
import { codeName, identifier } from "./names.ts";
import { expression } from "./recursion.ts";
import { body } from "./triggers.ts";

type Kind = "function" | "procedure" | "aggregate";

/** `create function f(…) returns … …`, behind `function` or `procedure`. The body is kept as it is. */
export function createRoutine(
  c: Cursor,
  { of, orReplace }: { readonly of: Kind; readonly orReplace: boolean },
): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const routine = codeName(c);
  const start = c.position;
  if (!is(c, "(")) refuse(c, "a function that is loaded from a library");
  parameters(c);
  if (of !== "procedure") {
    expect(c, "returns");
    valueType(c);
  }
  const signature = textFrom(c, start);
  const options = characteristics(c);
  const made = { kind: "create-routine", routine, of, orReplace, signature, body: body(c) } as const;
  return [{ ...made, ...(options.length > 0 && { options }), ...(ifNotExists && { ifNotExists }) }];
}

/** `drop function [if exists] f`, behind `function` or `procedure`. */
export function dropRoutine(c: Cursor, of: Kind): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  return [{ kind: "drop-routine", routine: codeName(c), of, ifExists, cascade: false }];
}

/** `alter function f sql security invoker`, behind `function` or `procedure`: how it runs, not what it does. */
export function alterRoutine(c: Cursor): readonly Change[] {
  const routine = codeName(c);
  const start = c.position;
  const options = characteristics(c);
  return [{ kind: "alter-routine", routine, text: textFrom(c, start), options }];
}

function parameters(c: Cursor): void {
  expect(c, "(");
  if (!is(c, ")")) listOf(c, parameter);
  expect(c, ")");
}

function parameter(c: Cursor): void {
  takeOne(c, "in", "out", "inout");
  identifier(c);
  valueType(c);
  if (takeOnly(c, "mariadb", "default")) expression(c);
}

function valueType(c: Cursor): void {
  columnType(c);
  charset(c);
  collation(c);
}

function characteristics(c: Cursor): readonly RoutineOption[] {
  const found: RoutineOption[] = [];
  for (let one = characteristic(c); one !== undefined; one = characteristic(c)) found.push(one);
  return found.filter(({ option }) => option !== "language");
}

function characteristic(c: Cursor): RoutineOption | undefined {
  if (take(c, "comment")) {
    const comment = stringValue(c);
    return { option: "comment", value: comment === "" ? null : comment };
  }
  if (take(c, "sql", "security")) return { option: "security", value: security(c) === "invoker" ? "invoker" : null };
  return CHARACTERISTICS.find(({ words }) => take(c, ...words));
}

const CHARACTERISTICS: readonly (RoutineOption & { readonly words: readonly string[] })[] = [
  { words: ["language", "sql"], option: "language", value: null },
  { words: ["not", "deterministic"], option: "deterministic", value: null },
  { words: ["deterministic"], option: "deterministic", value: "true" },
  { words: ["contains", "sql"], option: "data", value: null },
  { words: ["no", "sql"], option: "data", value: "no" },
  { words: ["reads", "sql", "data"], option: "data", value: "reads" },
  { words: ["modifies", "sql", "data"], option: "data", value: "modifies" },
];
