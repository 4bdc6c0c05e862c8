// Queries in the place of a value: "Subquery returns more than 1 row".
import type { LookUp } from "../../model/value.ts";
import type { Token } from "./token.ts";

/** Those of which nothing in them says that they give one row at most. */
export function lookUpsIn(tokens: readonly Token[]): readonly (LookUp | null)[] {
  return tokens.flatMap(({ word }, place) => {
    const isBegun = word === "select" && tokens[place - 1]?.word === "(" && !ASKING.has(tokens[place - 2]?.word ?? "");
    if (!isBegun) return [];
    const query = queryFrom(tokens, place);
    return isOfOneRow(query) ? [] : [lookUpOf(query)];
  });
}

/** Up to the parenthesis that ends it. */
function queryFrom(tokens: readonly Token[], start: number): readonly Token[] {
  let depth = 0;
  let end = start;
  for (; end < tokens.length && depth >= 0; end += 1) {
    const { word } = tokens[end] ?? {};
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
  }
  return tokens.slice(start, depth < 0 ? end - 1 : end);
}

function isOfOneRow(query: readonly Token[]): boolean {
  const words = query.map(({ word }) => word);
  if (!words.includes("from")) return true;
  const limit = words.lastIndexOf("limit");
  if (limit !== -1 && query[limit + 1]?.value === "1" && query[limit + 2] === undefined) return true;
  const selected = words.slice(0, words.indexOf("from"));
  const isGrouped = words.some((word, place) => word === "group" && words[place + 1] === "by");
  return !isGrouped && selected.some((word, place) => AGGREGATES.has(word) && selected[place + 1] === "(");
}

/** `from t`, `from t as x`, with a condition or none. */
function lookUpOf(query: readonly Token[]): LookUp | null {
  const words = query.map(({ word }) => word);
  const [from, where] = [words.indexOf("from"), words.indexOf("where")];
  const sources = query.slice(from + 1, where === -1 ? undefined : where).filter(({ word }) => word !== "as");
  const [table, alias = table, more] = sources;
  if (table === undefined || more !== undefined) return null;
  const condition = where === -1 ? [] : query.slice(where + 1);
  const isOpen = condition.some(({ word }) => OPENING.has(word));
  return {
    table: { schema: null, name: table.value },
    by: isOpen ? [] : [...new Set(conjunctsOf(condition).flatMap((each) => columnFoundBy(each, alias?.value ?? "")))],
  };
}

function conjunctsOf(condition: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of condition) {
    if (token.word === "and") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** `p.owner_id = t.id`, `owner_id = t.id`: of the inner table on one side alone. */
function columnFoundBy(part: readonly Token[], alias: string): readonly string[] {
  const equals = part.findIndex(({ word }) => word === "=");
  if (equals === -1) return [];
  const own = [part.slice(0, equals), part.slice(equals + 1)].flatMap((side) => ownColumn(side, alias));
  return own.length === 1 ? own : [];
}

function ownColumn([first, dot, column, more]: readonly Token[], alias: string): readonly string[] {
  if (first === undefined || !NAMES.has(first.kind)) return [];
  if (dot === undefined) return [first.value];
  const isPath = dot.word === "." && column !== undefined && more === undefined;
  return isPath && first.value.toLowerCase() === alias.toLowerCase() ? [column.value] : [];
}

const NAMES: ReadonlySet<Token["kind"]> = new Set(["word", "quoted"]);

const ASKING: ReadonlySet<string> = new Set(["exists", "in", "any", "all", "some"]);

/** A condition that may hold otherwise, or goes on with another query. */
const OPENING: ReadonlySet<string> = new Set(["or", "xor", "not", "union", "(", "group", "order", "limit", "||"]);

const AGGREGATES: ReadonlySet<string> = new Set([
  ...["any_value", "avg", "bit_and", "bit_or", "bit_xor", "count", "group_concat", "json_arrayagg", "json_objectagg"],
  ...["max", "min", "std", "stddev", "sum", "variance"],
]);
