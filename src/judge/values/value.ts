// What becomes of values in an expression, as far as all databases agree; what they do not agree on is not known.
import { matches } from "./patterns.ts";

/** `undefined` is a value that is not known. */
export type Value = string | number | boolean | null | undefined;

export function both(first: Value, second: Value): Value {
  if (first === false || second === false) return false;
  if (first === true && second === true) return true;
  return isOpen(first) || isOpen(second) ? undefined : null;
}

export function either(first: Value, second: Value): Value {
  if (first === true || second === true) return true;
  if (first === false && second === false) return false;
  return isOpen(first) || isOpen(second) ? undefined : null;
}

/** A number or a text as a truth is each database's own matter. */
function isOpen(value: Value): boolean {
  return value !== null && typeof value !== "boolean";
}

export function not(value: Value): Value {
  if (value === null) return null;
  return typeof value === "boolean" ? !value : undefined;
}

/** An operator that makes null of null. */
export function operated(operator: string, first: Value, second: Value): Value {
  if (operator === "<=>") return sameOrNull(first, second);
  if (operator === "||" || operator === "&&") return first === null && second === null ? null : undefined;
  if (first === null || second === null) return null;
  return OPERATORS.get(operator)?.(first, second);
}

/** `is not distinct from` */
export function sameOrNull(first: Value, second: Value): Value {
  if (first === undefined || second === undefined) return undefined;
  return first === null || second === null ? first === second : same(first, second);
}

/** Texts that differ in case or in blanks at the end are the same in some collations. */
function same(first: Value, second: Value): Value {
  if (first === undefined || second === undefined) return undefined;
  if (first === second) return true;
  const numbers = numbersOf(first, second);
  if (numbers !== undefined) return numbers[0] === numbers[1];
  if (typeof first !== "string" || typeof second !== "string") return undefined;
  return first.trimEnd().toLowerCase() === second.trimEnd().toLowerCase() ? undefined : false;
}

function numbersOf(first: Value, second: Value): readonly [number, number] | undefined {
  if (typeof first === "string" && typeof second === "string") return undefined;
  const [one, other] = [first, second].map(numberOf);
  return one === undefined || other === undefined ? undefined : [one, other];
}

function numberOf(value: Value): number | undefined {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string") return NUMBER.test(value) ? Number(value) : undefined;
  return value ?? undefined;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

type Operator = (first: Value, second: Value) => Value;

function onNumbers<Result extends Value>(calculate: (first: number, second: number) => Result): Operator {
  return (first, second) => {
    const numbers = numbersOf(first, second);
    return numbers === undefined ? undefined : calculate(...numbers);
  };
}

/** Numbers, and days or moments that are written alike, which sort as their texts do. */
function ordered(compare: (first: number | string, second: number | string) => boolean): Operator {
  return (first, second) => {
    const areMoments = [first, second].every((each) => typeof each === "string" && MOMENT.test(each));
    if (areMoments && String(first).length === String(second).length) return compare(String(first), String(second));
    const numbers = numbersOf(first, second);
    return numbers === undefined ? undefined : compare(...numbers);
  };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2})?$/;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["=", same],
  ["<>", (first, second) => not(same(first, second))],
  ["!=", (first, second) => not(same(first, second))],
  ["<", ordered((first, second) => first < second)],
  ["<=", ordered((first, second) => first <= second)],
  [">", ordered((first, second) => first > second)],
  [">=", ordered((first, second) => first >= second)],
  ["+", onNumbers((first, second) => first + second)],
  ["-", onNumbers((first, second) => first - second)],
  ["*", onNumbers((first, second) => first * second)],
  [
    "%",
    onNumbers((first, second) =>
      [first, second].every(Number.isInteger) && second !== 0 ? first % second : undefined,
    ),
  ],
  ["~", matches],
  ["~*", matches],
  ["!~", (first, second) => not(matches(first, second))],
  ["!~*", (first, second) => not(matches(first, second))],
]);

/** A function's result; null of null only where the function is known for that. */
export function called(name: string, values: readonly Value[]): Value {
  const special = OF_NULLS.get(name);
  if (special !== undefined) return special(values);
  const [only] = values;
  if (!STRICT.has(name)) return undefined;
  if (values.includes(null)) return null;
  return typeof only === "string" && values.length === 1 && ASCII.test(only) ? OF_TEXTS.get(name)?.(only) : undefined;
}

function firstGiven(values: readonly Value[]): Value {
  const given = values.findIndex((value) => value !== null);
  return given === -1 ? null : values[given];
}

function counted(isCounted: (value: Value) => boolean): (values: readonly Value[]) => Value {
  return (values) => (values.includes(undefined) ? undefined : values.filter(isCounted).length);
}

const OF_NULLS: ReadonlyMap<string, (values: readonly Value[]) => Value> = new Map([
  ["coalesce", firstGiven],
  ["ifnull", firstGiven],
  ["nvl", firstGiven],
  ["num_nonnulls", counted((value) => value !== null)],
  ["num_nulls", counted((value) => value === null)],
]);

const OF_TEXTS: ReadonlyMap<string, (text: string) => Value> = new Map<string, (text: string) => Value>([
  ["length", lengthOf],
  ["char_length", lengthOf],
  ["character_length", lengthOf],
  ["octet_length", lengthOf],
  ["lower", (text: string) => text.toLowerCase()],
  ["upper", (text: string) => text.toUpperCase()],
  ["trim", blanksCut],
  ["btrim", blanksCut],
  ["json_valid", (text) => (text === "{}" || text === "[]" ? true : undefined)],
]);

function lengthOf(text: string): number {
  return text.length;
}

function blanksCut(text: string): string {
  return text.replaceAll(/^ +| +$/g, "");
}

const ASCII = /^[ -~]*$/;

/** Functions that make null of null in each database that has them. */
const STRICT: ReadonlySet<string> = new Set([
  ...OF_TEXTS.keys(),
  ...["ltrim", "rtrim", "substr", "substring", "left", "right", "replace"],
  ...["abs", "round", "floor", "ceil", "ceiling", "sign", "mod", "power", "date", "date_trunc", "date_part"],
  ...["jsonb_typeof", "json_typeof", "jsonb_array_length", "json_array_length", "array_length", "cardinality"],
  ...["year", "month", "day", "json_valid", "regexp_like", "starts_with", "instr", "position", "strpos", "md5"],
]);
