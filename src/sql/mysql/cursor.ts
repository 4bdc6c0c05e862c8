import type { Spellings } from "../statements.ts";
import type { Piece } from "./pieces.ts";
import type { Grammar } from "./recursion.ts";
import type { Seen } from "./seen.ts";
import type { MysqlDialect, Token } from "./token.ts";
import { withoutSecrets } from "./secrets.ts";
import { nothingSeen } from "./seen.ts";

/**
 * A place among a statement's tokens. The first refusal sticks and moves the cursor to the end: what is read after it
 * is worth nothing, and no caller has to ask.
 */
export interface Cursor {
  readonly dialect: MysqlDialect;
  readonly grammar: Grammar;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly end: Token;
  readonly spellings: Spellings;
  readonly seen: Seen;
  readonly demands: { algorithm: string | null; lock: string | null };
  position: number;
  /** How deep expressions are nested here. */
  depth: number;
  refusal: string | null;
  /** True where the server refuses it as well. */
  isHopeless: boolean;
}

export interface Reading {
  readonly dialect: MysqlDialect;
  readonly source: string;
  readonly grammar: Grammar;
  readonly spellings: Spellings;
}

export function cursorOf({ tokens }: Piece, { dialect, source, spellings, grammar }: Reading): Cursor {
  const last = tokens.at(-1);
  const place = { start: last?.end ?? 0, end: last?.end ?? 0, line: last?.line ?? 1 };
  const end: Token = { kind: "end", word: "", value: "", ...place };
  return {
    dialect,
    grammar,
    text: source,
    tokens,
    end,
    spellings,
    seen: nothingSeen(),
    demands: { algorithm: null, lock: null },
    position: 0,
    depth: 0,
    refusal: null,
    isHopeless: false,
  };
}

export function peek(c: Cursor, ahead = 0): Token {
  return c.tokens[c.position + ahead] ?? c.end;
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
  for (let ahead = 0; ahead < words.length; ahead += 1) {
    const token = c.tokens[c.position + ahead];
    if (token === undefined || token.word !== words[ahead]) return false;
  }
  return true;
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

/** The same for a set of words. */
export function takeFrom(c: Cursor, words: ReadonlySet<string>): string | null {
  const { word } = peek(c);
  if (!words.has(word)) return null;
  c.position += 1;
  return word;
}

export function expect(c: Cursor, ...words: readonly string[]): void {
  if (!take(c, ...words)) refuse(c, `${described(peek(c))}, where \`${words.join(" ")}\` was expected`);
}

export function refuse(c: Cursor, because: string): void {
  c.refusal ??= because;
  c.position = c.tokens.length;
}

/** Refuses the next token, for nothing that is known begins with it here. */
export function refuseNext(c: Cursor): void {
  refuse(c, `${described(peek(c))}, which is not known there`);
}

/** Goes one level deeper. More levels than this would do a server no good either, and ours must not overflow. */
export function enter(c: Cursor): void {
  c.depth += 1;
  if (c.depth > DEEPEST) refuse(c, "an expression that is nested too deeply to be read");
}

export function leave(c: Cursor): void {
  c.depth -= 1;
}

/** The token as a reason names it. What a string says may be a secret. */
export function described({ kind, value, line }: Token): string {
  if (kind === "end") return "the end of the statement";
  if (kind === "bad") return `${value}, on line ${line}`;
  if (kind === "string") return `a string on line ${line}`;
  return `\`${value.length > 40 ? `${value.slice(0, 40)}…` : value}\` on line ${line}`;
}

/** What is written from a position up to here. */
export function textFrom(c: Cursor, position: number): string {
  const [first, last] = [c.tokens[position], c.tokens[c.position - 1]];
  if (first === undefined || last === undefined || last.end < first.start) return "";
  const text = c.text.slice(first.start, last.end);
  return withoutSecrets({ tokens: c.tokens, from: position, to: c.position, text, start: first.start });
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

/** Words that one of the two servers refuses: taken where the dialect has them, a refusal of the statement elsewhere. */
export function takeOnly(c: Cursor, dialect: MysqlDialect, ...words: readonly string[]): boolean {
  if (!is(c, ...words)) return false;
  if (c.dialect === dialect) return take(c, ...words);
  refuse(c, `\`${words.join(" ")}\` on line ${peek(c).line}, which only ${PRODUCT[dialect]} knows there`);
  return false;
}

/** How deep anything may be nested. */
export const DEEPEST = 200;

const PRODUCT = { mysql: "MySQL", mariadb: "MariaDB" } as const;
