// Keywords that SQLite takes for names where they make no sense as keywords: `%fallback ID` in its src/parse.y.
import type { Token } from "./tokens.ts";

/** Whether the keyword stands where only a value can: `end` in `"end" > start`, not in `case … end`. */
export function isFallback(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (token === undefined || !FALLBACK.has(token.word)) return false;
  if (before === undefined) return true;
  if (before.kind === "symbol") return before.word !== ")";
  return before.kind === "word" && BEFORE_VALUE.has(before.word);
}

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** `left` and its like by `nm ::= JOIN_KW` there. */
const FALLBACK = listed("first last end asc desc left inner outer cross natural filter over");

/** Words after which a value has to come. */
const BEFORE_VALUE = listed(`
  and or not in is like glob regexp match between escape case when then else select distinct all where by having limit
  on set returning
`);
