// What a condition on one column lets through, where it is a list of literals, a bound or a range.
import { isBracketed } from "../schema/brackets.ts";
import { plainText } from "../schema/same-text.ts";

export interface Allowed {
  readonly column: string;
  /** As they are written, with their quotes. */
  readonly values: readonly string[];
}

/** `c in ('a', 'b')`, `c = any (array['a', 'b'])` or `c = 'a'`; null for anything else. */
export function allowedBy(text: string): Allowed | null {
  const plain = bare(text);
  const [, column = "", list, only = ""] = ANY.exec(plain) ?? LIST.exec(plain) ?? [];
  const inside = list ?? only;
  const values = inside.match(LITERAL) ?? [];
  const isWhole = values.join(",") === inside.trim();
  return column !== "" && values.length > 0 && isWhole ? { column: unquoted(column), values } : null;
}

/** True where everything that the first condition lets through passes the second as well. */
export function isWider(known: string, next: string): boolean {
  const [first, second] = [allowedBy(known), allowedBy(next)];
  if (first !== null && second !== null)
    return first.column === second.column && first.values.every((value) => second.values.includes(value));
  const [range, nextRange] = [rangeOf(known), rangeOf(next)];
  return range !== null && nextRange !== null && isWithin(range, nextRange);
}

interface Range {
  readonly column: string;
  readonly low: End;
  readonly high: End;
}

interface End {
  readonly limit: number;
  /** Whether the limit itself passes. */
  readonly isIn: boolean;
}

/** `c >= 1`, `c between 1 and 5`, `c > 0 and c < 10` */
function rangeOf(text: string): Range | null {
  const plain = bare(text).replace(BETWEEN, "$1 >= $2 and $1 <= $3");
  const ranges = plain.split(AND).map((part) => boundedBy(bare(part)));
  return ranges.reduce((both, range) => (both === null || range === null ? null : narrowed(both, range)));
}

function boundedBy(text: string): Range | null {
  const [, name, operator = "", limit = ""] = BOUND.exec(text) ?? [];
  if (name === undefined) return null;
  const end = endOf(limit, operator.length === 2);
  const column = unquoted(name);
  return operator.startsWith(">") ? { column, low: end, high: OPEN_HIGH } : { column, low: OPEN_LOW, high: end };
}

function narrowed(one: Range, other: Range): Range | null {
  if (one.column !== other.column) return null;
  const low = one.low.limit > other.low.limit || isSameOrIn(one.low, other.low) ? one.low : other.low;
  const high = one.high.limit < other.high.limit || isSameOrIn(one.high, other.high) ? one.high : other.high;
  return { column: one.column, low, high };
}

const OPEN_LOW: End = { limit: -Infinity, isIn: true };
const OPEN_HIGH: End = { limit: Infinity, isIn: true };

function endOf(limit: string, isIn: boolean): End {
  return { limit: Number(limit), isIn };
}

function isWithin(range: Range, next: Range): boolean {
  const isLower = next.low.limit < range.low.limit || isSameOrIn(range.low, next.low);
  const isHigher = next.high.limit > range.high.limit || isSameOrIn(range.high, next.high);
  return range.column === next.column && isLower && isHigher;
}

function isSameOrIn(end: End, next: End): boolean {
  return end.limit === next.limit && (next.isIn || !end.isIn);
}

/** Without the parentheses around it, and without what databases add when they print it: casts, characters. */
function bare(text: string): string {
  const plain = plainText(text)
    .replace(ADDED, (_, literal?: string) => literal ?? "")
    .replace(ALONE, "$1")
    .trim();
  return isBracketed(plain) ? bare(plain.slice(1, -1)) : plain;
}

/** In backticks the case of a column's name matters as little as without. */
function unquoted(name: string): string {
  return name.startsWith("`") ? name.slice(1, -1).toLowerCase() : name.replaceAll('"', "");
}

const ADDED = /('(?:[^']|'')*')|::"?[\w.]+"?(?: varying)?(?:\(\d+\))?(?:\[\])?|_utf8mb4(?=')/g;

/** A name in parentheses of its own, which are no call's. */
const ALONE = /(?<!\w)\(([`"]?\w+[`"]?)\)/g;

const ANY = /^([`"]?\w+[`"]?)\s*=\s*any\s*\(+array\s*\[(.*)\]\)+$/s;

const LIST = /^([`"]?\w+[`"]?)\s*(?:in\s*\((.*)\)|=\s*(.*))$/s;

const LITERAL = /'(?:[^']|'')*'|-?\d+(?:\.\d+)?/g;

const BOUND = /^([`"]?\w+[`"]?)\s*(>=|>|<=|<)\s*(-?\d+(?:\.\d+)?)$/;

const BETWEEN = /^([`"]?\w+[`"]?)\s+between\s+(-?\d+(?:\.\d+)?)\s+and\s+(-?\d+(?:\.\d+)?)$/;

const AND = /\band\b/;
