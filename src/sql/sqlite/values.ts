import type { DefaultValue, Named, Otherwise } from "../../model/definition.ts";
import type { NullTest, Value } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./tokens.ts";
import { nullsOf } from "../nulls.ts";
import { is, next, refuseNext, take, takeBracketed, takeOne, textOf } from "./cursor.ts";
import { isFallback } from "./fallback.ts";
import { folded } from "./names.ts";

/** After `default`: a literal, a number with its sign, a word, or an expression in parentheses. */
export function defaultValue(c: Cursor): DefaultValue {
  const start = c.position;
  if (is(c, "(")) {
    const expression = takeBracketed(c);
    return valueOf(c, expression);
  }
  takeOne(c, "+", "-");
  const { kind } = next(c);
  if (kind === "symbol" || kind === "variable" || kind === "end") refuseNext(c);
  return valueOf(c, c.tokens.slice(start, c.position));
}

/** Whether an expression is the same for all rows and at all times. */
export function isConstant(tokens: readonly Token[]): boolean {
  return natureOf(tokens) === "constant" && columnsIn(tokens).length === 0;
}

/** `text` is how it was written. */
export function valueIn(tokens: readonly Token[], text: string): Value {
  const [only, second] = tokens;
  if (only?.word === "null" && second === undefined) return { from: "constant", isNull: true };
  const nulls = nullsOf(tokens);
  if (isConstant(tokens) && nulls !== "maybe") return { from: "constant", text };
  return { from: "expression", reads: columnsIn(tokens), text, nulls };
}

/** Words and quoted names that can be columns, qualified as written: neither keywords, nor functions, nor aliases. */
export function columnsIn(tokens: readonly Token[]): readonly string[] {
  const places = tokens.map((_token, index) => index).filter((index) => isColumn(tokens, index));
  return [...new Set(places.map((index) => qualifierAt(tokens, index) + folded(tokens[index]?.value ?? "")))];
}

/** What an expression or a query names; what can be called is what SQLite brings. */
export function namesIn(tokens: readonly Token[]): Named {
  const columns = columnsIn(tokens).map((column) => column.split(".").at(-1) ?? column);
  return { columns: [...new Set([...columns, ...starsIn(tokens)])], routines: [] };
}

/** `*` where no value stands before it to be multiplied. */
function starsIn(tokens: readonly Token[]): readonly string[] {
  const isStar = tokens.some(
    ({ word }, place) =>
      word === "*" && BEFORE_STAR.has(tokens[place - 1]?.word ?? "") && tokens[place + 1]?.word !== ")",
  );
  return isStar ? ["*"] : [];
}

/** `c is null`, `t.c is not null`, in parentheses or not. */
export function nullTestOf(tokens: readonly Token[]): NullTest | null {
  const written = tokens.filter(({ word }) => word !== "(" && word !== ")");
  const ending = ENDINGS.find(({ words }) =>
    words.every((word, place) => written.at(place - words.length)?.word === word),
  );
  if (ending === undefined) return null;
  const path = written.slice(0, -ending.words.length);
  const isPath = path.every(({ word }, place) => (place % 2 === 1) === (word === "."));
  const last = path.at(-1);
  return last === undefined || !isPath ? null : { column: folded(last.value), isNull: ending.isNull };
}

/** `on conflict …` after a constraint; undefined where that refuses the row as if nothing was said. */
export function takeConflict(c: Cursor): Otherwise | undefined {
  if (!take(c, "on", "conflict")) return undefined;
  const word = takeOne(c, "rollback", "abort", "fail", "ignore", "replace");
  if (word === null) refuseNext(c);
  return word === "ignore" || word === "replace" ? word : undefined;
}

function valueOf(c: Cursor, tokens: readonly Token[]): DefaultValue {
  if (tokens.length === 1 && tokens[0]?.word === "null") return { kind: "null" };
  return { kind: natureOf(tokens), text: textOf(c, tokens) };
}

function natureOf(tokens: readonly Token[]): "constant" | "stable" | "volatile" {
  const calls = tokens.filter(({ kind }, index) => kind === "word" && tokens[index + 1]?.word === "(");
  const names = calls.map(({ word }) => word).filter((word) => !OPERATORS.has(word));
  if (names.some((name) => !CLOCKS.has(name) && !IMMUTABLE.has(name))) return "volatile";
  const readsClock = names.some((name) => CLOCKS.has(name)) || tokens.some(({ word }) => NOW.has(word));
  return readsClock ? "stable" : "constant";
}

function isColumn(tokens: readonly Token[], index: number): boolean {
  const [token, follower] = [tokens[index], tokens[index + 1]?.word];
  if (follower === "." || isGivenName(tokens, index)) return false;
  if (token?.kind === "word") return follower !== "(" && (!KEYWORDS.has(token.word) || isFallback(tokens, index));
  return token?.kind === "quoted";
}

/** An alias, with or without `as`, a type, or the table after `from`. */
function isGivenName(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined || before.kind === "quoted") return before !== undefined;
  if (before.kind === "word") return BEFORE_NAME.has(before.word) || !KEYWORDS.has(before.word);
  return before.word === ")";
}

function qualifierAt(tokens: readonly Token[], index: number): string {
  return tokens[index - 1]?.word === "." ? `${folded(tokens[index - 2]?.value ?? "")}.` : "";
}

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const BEFORE_NAME = listed("as from join");

const BEFORE_STAR = listed("select distinct all , .");

const ENDINGS: readonly { readonly words: readonly string[]; readonly isNull: boolean }[] = [
  { words: ["is", "not", "null"], isNull: false },
  { words: ["is", "null"], isNull: true },
  { words: ["isnull"], isNull: true },
  { words: ["notnull"], isNull: false },
  { words: ["not", "null"], isNull: false },
];

const NOW = listed("current_time current_date current_timestamp");

/** They give the current time where they are asked for it. */
const CLOCKS = listed("date time datetime julianday strftime unixepoch timediff");

/** Functions of the chapter "Built-In Scalar SQL Functions" that only look at their arguments. */
const IMMUTABLE = listed(`
  abs ceil ceiling char coalesce concat concat_ws cast floor format glob hex ifnull iif instr json json_array
  json_extract json_object json_type json_valid jsonb length like lower ltrim max min mod nullif octet_length power
  printf quote replace round rtrim sign sqrt substr substring trim trunc typeof unhex unicode upper zeroblob
`);

/** Words before a parenthesis that are no function. */
const OPERATORS = listed("and or not in between is like glob when then else case exists as");

const KEYWORDS = listed(`
  and or not in is null like glob regexp match between escape case when then else end exists as cast collate isnull
  notnull true false current_time current_date current_timestamp select from where distinct group by order limit having
  asc desc union all except intersect join on using left inner outer cross natural over partition filter values nulls
  first last
`);
