import type { Spellings } from "../statements.ts";
import type { Token } from "./tokens.ts";

/**
 * A place among a statement's tokens. The first refusal sticks and moves the cursor to the end: what is read after it is
 * worth nothing, and no caller has to ask.
 */
export interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly spellings: Spellings;
  position: number;
  refusal: string | null;
}

export function cursorOf({ text, tokens }: Pick<Cursor, "text" | "tokens">, spellings: Spellings): Cursor {
  return { text, tokens, spellings, position: 0, refusal: null };
}

export function peek(c: Cursor, ahead = 0): Token {
  const end = c.text.length;
  return c.tokens[c.position + ahead] ?? { kind: "end", word: "", value: "", start: end, end };
}

export function next(c: Cursor): Token {
  const token = peek(c);
  if (token.kind !== "end") c.position += 1;
  return token;
}

export function isDone(c: Cursor): boolean {
  return c.position >= c.tokens.length;
}

/** Whether these keywords and symbols come next, in this order. */
export function is(c: Cursor, ...words: readonly string[]): boolean {
  return words.every((word, ahead) => peek(c, ahead).word === word);
}

/** Goes over these words if all of them come next. */
export function take(c: Cursor, ...words: readonly string[]): boolean {
  if (!is(c, ...words)) return false;
  c.position += words.length;
  return true;
}

/** Goes over the next token if it is one of these words, and says which. */
export function takeOne(c: Cursor, ...words: readonly string[]): string | null {
  const { word } = peek(c);
  if (word === "" || !words.includes(word)) return null;
  c.position += 1;
  return word;
}

export function expect(c: Cursor, ...words: readonly string[]): void {
  if (!take(c, ...words)) refuseNext(c);
}

/** Refuses the next token, for nothing that is known begins with it here. */
export function refuseNext(c: Cursor): void {
  const { kind, start, end } = peek(c);
  const shown = c.text.slice(start, Math.min(end, start + 40));
  c.refusal ??= kind === "end" ? "it ends too early" : `what \`${shown}\` does in it is not known`;
  c.position = c.tokens.length;
}

/** Items between commas, at least one. */
export function listOf<T>(c: Cursor, item: (c: Cursor) => T): readonly T[] {
  const items: T[] = [item(c)];
  while (take(c, ",")) items.push(item(c));
  return items;
}

/** `( item, … )` */
export function inParentheses<T>(c: Cursor, item: (c: Cursor) => T): readonly T[] {
  expect(c, "(");
  const items = listOf(c, item);
  expect(c, ")");
  return items;
}

/** The tokens up to one of these words outside of parentheses, or to a parenthesis that closes, or to the end. */
export function takeUntil(c: Cursor, ...words: readonly string[]): readonly Token[] {
  const start = c.position;
  let depth = 0;
  for (; !isDone(c); c.position += 1) {
    const { word } = peek(c);
    if (depth === 0 && (word === ")" || words.includes(word))) break;
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
  }
  return c.tokens.slice(start, c.position);
}

/** What stands in parentheses, without them. */
export function takeBracketed(c: Cursor): readonly Token[] {
  expect(c, "(");
  const tokens = takeUntil(c);
  expect(c, ")");
  return tokens;
}

/** The text of tokens that follow each other, with single blanks for whatever stood between them. */
export function textOf(c: Cursor, tokens: readonly Token[]): string {
  return tokens
    .map(({ start, end }, index) => c.text.slice(start, end) + ((tokens[index + 1]?.start ?? end) > end ? " " : ""))
    .join("");
}
