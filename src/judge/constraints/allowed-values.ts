// What a condition on one column lets through, where it is a list of literals or one bound.
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
  const [low, high] = [boundOf(known), boundOf(next)];
  return low !== null && high !== null && isBoundWider(low, high);
}

interface Bound {
  readonly column: string;
  readonly operator: string;
  readonly limit: number;
}

function boundOf(text: string): Bound | null {
  const [, column, operator, limit] = BOUND.exec(bare(text)) ?? [];
  if (column === undefined || operator === undefined) return null;
  return { column: unquoted(column), operator, limit: Number(limit) };
}

function isBoundWider(
  { column, operator, limit }: Bound,
  { column: nextColumn, operator: next, limit: nextLimit }: Bound,
): boolean {
  if (column !== nextColumn || operator[0] !== next[0]) return false;
  if (limit === nextLimit) return operator === next || next.length === 2;
  return operator.startsWith(">") ? nextLimit < limit : nextLimit > limit;
}

/** Without the parentheses around it, and without what databases add when they print it: casts, characters. */
function bare(text: string): string {
  const plain = plainText(text)
    .replace(ADDED, (_, literal?: string) => literal ?? "")
    .replace(ALONE, "$1")
    .trim();
  return isEnclosed(plain) ? bare(plain.slice(1, -1)) : plain;
}

/** The first parenthesis is closed by the last. */
function isEnclosed(text: string): boolean {
  if (!text.startsWith("(")) return false;
  let depth = 0;
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === "(") depth += 1;
    if (text[place] === ")") depth -= 1;
    if (depth === 0) return place === text.length - 1;
  }
  return false;
}

function unquoted(name: string): string {
  return name.replaceAll(/[`"]/g, "");
}

const ADDED = /('(?:[^']|'')*')|::"?[\w.]+"?(?: varying)?(?:\(\d+\))?(?:\[\])?|_utf8mb4(?=')/g;

/** A name in parentheses of its own, which are no call's. */
const ALONE = /(?<!\w)\(([`"]?\w+[`"]?)\)/g;

const ANY = /^([`"]?\w+[`"]?)\s*=\s*any\s*\(+array\s*\[(.*)\]\)+$/s;

const LIST = /^([`"]?\w+[`"]?)\s*(?:in\s*\((.*)\)|=\s*(.*))$/s;

const LITERAL = /'(?:[^']|'')*'|-?\d+(?:\.\d+)?/g;

const BOUND = /^([`"]?\w+[`"]?)\s*(>=|>|<=|<)\s*(-?\d+(?:\.\d+)?)$/;
