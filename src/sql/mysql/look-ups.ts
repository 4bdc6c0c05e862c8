// Queries in the place of a value: "Subquery returns more than 1 row".
import type { LookUp } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./token.ts";
import { spelled } from "./names.ts";

/** Keeps the query in parentheses that was read from there on, if nothing in it says that it gives one row at most. */
export function seeLookUp(c: Cursor, start: number): void {
  const query = c.tokens.slice(start + 1, c.position - 1);
  if (query[0]?.word !== "select" || ASKING.has(c.tokens[start - 1]?.word ?? "") || isOfOneRow(query)) return;
  const lookUp = lookUpOf(query);
  c.seen.lookUps.push(lookUp && { ...lookUp, by: lookUp.by.map((column) => spelled(c, column)) });
}

/** What a statement has of them. */
export function lookUpsOf({ seen: { lookUps } }: Cursor): { readonly lookUps?: readonly (LookUp | null)[] } {
  return lookUps.length > 0 ? { lookUps } : {};
}

function isOfOneRow(query: readonly Token[]): boolean {
  const words = query.map(({ word }) => word);
  if (words.some((word) => UNITING.has(word))) return false;
  const limit = words.lastIndexOf("limit");
  if (limit !== -1 && query[limit + 1]?.value === "1" && query[limit + 2] === undefined) return true;
  const from = words.indexOf("from");
  return from === -1 || isAggregated(words.slice(1, from), words.slice(from));
}

/** Of all rows together; a query among the columns may be the one that counts, and a window counts for each row. */
function isAggregated(selected: readonly string[], rest: readonly string[]): boolean {
  const isPlain = !selected.includes("select") && !selected.includes("over") && !rest.includes("group");
  return isPlain && selected.some((word, place) => AGGREGATES.has(word) && selected[place + 1] === "(");
}

/** `from t`, `from t as x`, with a condition or none. */
function lookUpOf(query: readonly Token[]): LookUp | null {
  const words = query.map(({ word }) => word);
  const [from, where] = [words.indexOf("from"), words.indexOf("where")];
  const sources = query.slice(from + 1, where === -1 ? undefined : where).filter(({ word }) => word !== "as");
  const [table, alias = table, more] = sources;
  if (table === undefined || alias === undefined || more !== undefined || words.lastIndexOf("select") > 0) return null;
  const condition = where === -1 ? [] : query.slice(where + 1);
  const isOpen = condition.some(({ word }) => OPENING.has(word));
  const by = isOpen ? [] : conjunctsOf(condition).flatMap((each) => columnFoundBy(each, alias.value));
  return { table: { schema: null, name: table.value }, by: [...new Set(by)] };
}

function conjunctsOf(condition: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of condition) {
    if (token.word === "and") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** `p.owner_id = t.id`, `owner_id = 5`: what the column has to be is the same for all rows of its table. */
function columnFoundBy(part: readonly Token[], alias: string): readonly string[] {
  const equals = part.findIndex(({ word }) => word === "=");
  const [left, right] = [part.slice(0, equals), part.slice(equals + 1)];
  if (equals === -1) return [];
  const [leftColumn, rightColumn] = [ownColumn(left, alias), ownColumn(right, alias)];
  if (leftColumn !== undefined && isOfOthers(right, alias)) return [leftColumn];
  return rightColumn !== undefined && isOfOthers(left, alias) ? [rightColumn] : [];
}

/** A name without more is the inner table's. */
function ownColumn([first, dot, column, more]: readonly Token[], alias: string): string | undefined {
  if (first === undefined || !NAMES.has(first.kind)) return undefined;
  if (dot === undefined) return first.value;
  const isPath = dot.word === "." && column !== undefined && more === undefined;
  return isPath && isCalled(first, alias) ? column.value : undefined;
}

/** A literal, or another table's column. */
function isOfOthers([first, dot, column, more]: readonly Token[], alias: string): boolean {
  if (first === undefined || more !== undefined) return false;
  if (dot === undefined) return first.kind === "number" || first.kind === "string";
  return NAMES.has(first.kind) && dot.word === "." && column !== undefined && !isCalled(first, alias);
}

function isCalled({ value }: Token, alias: string): boolean {
  return value.toLowerCase() === alias.toLowerCase();
}

const NAMES: ReadonlySet<Token["kind"]> = new Set(["word", "quoted"]);

const ASKING: ReadonlySet<string> = new Set(["any", "all", "some"]);

const UNITING: ReadonlySet<string> = new Set(["union", "except", "intersect", "minus"]);

/** A condition that may hold otherwise, or is followed by more. */
const OPENING: ReadonlySet<string> = new Set(["or", "xor", "not", "(", "group", "order", "limit", "||"]);

const AGGREGATES: ReadonlySet<string> = new Set([
  ...["any_value", "avg", "bit_and", "bit_or", "bit_xor", "count", "group_concat", "json_arrayagg", "json_objectagg"],
  ...["max", "min", "std", "stddev", "sum", "variance"],
]);
