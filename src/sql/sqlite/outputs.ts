import type { Token } from "./tokens.ts";
import { folded, isName } from "./names.ts";
import { placeOf } from "./top-level.ts";

/** The names of a query's columns; null where a star, or SQLite itself, chooses them. */
export function outputsOf(query: readonly Token[]): readonly string[] | null {
  const start = placeOf(query, "select");
  if (start === undefined) return null;
  const items = itemsOf(query.slice(start + 1));
  const names = items.map(nameOf);
  return names.includes(null) ? null : names.filter((name) => name !== null);
}

/** The parts between commas, up to the `from` of the first query. */
export function itemsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0 && ENDS.has(token.word)) break;
    if (token.word === "(") depth += 1;
    if (token.word === ")") depth -= 1;
    if (depth === 0 && token.word === ",") items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

/** An alias, or a column's own name. How an expression without alias is called is not promised. */
function nameOf(item: readonly Token[]): string | null {
  const last = item.at(-1);
  if (last === undefined || !isName(last)) return null;
  const [before = last] = item.slice(-2, -1);
  const isNamed = isColumn(item) || before.word === "as" || before.word === ")" || isColumn(item.slice(0, -1));
  return isNamed ? folded(last.value) : null;
}

/** `c`, `t.c` */
function isColumn([first, dot, second, more]: readonly Token[]): boolean {
  if (first === undefined || !isName(first)) return false;
  return dot === undefined || (dot.word === "." && second !== undefined && isName(second) && more === undefined);
}

const ENDS: ReadonlySet<string> = new Set(["from", "where", "union", "except", "intersect", "order", "limit", "group"]);
