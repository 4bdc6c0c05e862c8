// Where the columns of a query come from, as far as its text tells.
import type { Token } from "./tokens.ts";
import { isName } from "./names.ts";
import { itemsOf, outputsOf } from "./outputs.ts";
import { placeOf, topLevel } from "./top-level.ts";
import { columnsIn } from "./values.ts";

/**
 * Of a query on one table, the table's column that each of its columns is, null for what is computed; undefined of another
 * query.
 */
export function sourcesOf(query: readonly Token[]): readonly (string | null)[] | undefined {
  const from = placeOf(query, "from");
  if (from === undefined || query[0]?.word !== "select" || outputsOf(query) === null) return undefined;
  if (!isOneTable(query.slice(from + 1))) return undefined;
  return itemsOf(query.slice(1)).map(columnOf);
}

/** `t`, `main.t`, with another name or without, and nothing joined to it. */
function isOneTable(behind: readonly Token[]): boolean {
  const end = behind.findIndex(({ word }) => AFTER_FROM.has(word));
  const source = end === -1 ? behind : behind.slice(0, end);
  const rest = behind.slice(source.length);
  const isCombined = topLevel(rest).some((place) => COMBINING.has(rest[place]?.word ?? ""));
  return (
    !isCombined &&
    source[0] !== undefined &&
    isName(source[0]) &&
    isAlias(source.slice(source[1]?.word === "." ? 3 : 1))
  );
}

function isAlias([as, alias, more]: readonly Token[]): boolean {
  if (as === undefined) return true;
  if (alias === undefined) return isName(as) && !JOINING.has(as.word);
  return as.word === "as" && isName(alias) && more === undefined;
}

function columnOf(item: readonly Token[]): string | null {
  const as = item.findIndex(({ word }) => word === "as");
  const value = as === -1 ? item : item.slice(0, as);
  const isPath = value.length === 1 || (value.length === 3 && value[1]?.word === ".");
  const [column, second] = isPath ? columnsIn(value) : [];
  return column === undefined || second !== undefined ? null : column.slice(column.lastIndexOf(".") + 1);
}

const AFTER_FROM: ReadonlySet<string> = new Set(["where", "group", "order", "limit", "union", "except", "intersect"]);

const COMBINING: ReadonlySet<string> = new Set(["union", "except", "intersect"]);

const JOINING: ReadonlySet<string> = new Set(["natural", "left", "right", "full", "inner", "cross", "join"]);
