import type { Lexeme, MysqlDialect, Token } from "./token.ts";
import { isBlank, isDigit, isNamePart } from "./characters.ts";
import { readingOf } from "./executable-comments.ts";
import { dollarQuoted, quotedName, quotedString } from "./quotes.ts";
import { symbol } from "./symbols.ts";
import { leftIn, templateAt } from "./templates.ts";
import { numberOrWord, variable, word } from "./words.ts";

/** A place in a text. */
export interface Lexer {
  readonly text: string;
  readonly dialect: MysqlDialect;
  at: number;
  line: number;
  /** What ends a statement: even within a word, as in `end$$`. */
  delimiter: string;
  /** How many executable comments are open here. */
  executable: number;
  /** Where the last executable comment was opened, and where the last one was closed. */
  openedAt: number;
  closedAt: number;
  /** Why the rest of the text cannot be read, e.g. a comment without an end. */
  broken: string | null;
}

export function lexerOf(text: string, dialect: MysqlDialect): Lexer {
  return { text, dialect, at: 0, line: 1, delimiter: ";", executable: 0, openedAt: 0, closedAt: 0, broken: null };
}

/** Goes over white space and comments, into the executable ones and out of them. */
export function skipBlank(lexer: Lexer): void {
  const { text } = lexer;
  while (lexer.at < text.length) {
    if (isBlank(text.charCodeAt(lexer.at))) moveTo(lexer, lexer.at + 1);
    else if (startsLineComment(text, lexer.at)) moveTo(lexer, endOfLine(text, lexer.at));
    else if (lexer.executable > 0 && text.startsWith("*/", lexer.at)) leaveComment(lexer);
    else if (!text.startsWith("/*", lexer.at) || !isReadable(lexer)) return;
  }
  if (lexer.executable > 0) lexer.broken ??= NOT_CLOSED;
}

/** The token at the lexer's place, which must not be blank; goes behind it. */
export function nextToken(lexer: Lexer): Token {
  const { text, at: start, line } = lexer;
  if (lexer.broken !== null) return brokenRest(lexer, lexer.broken);
  if (start >= text.length) return { kind: "end", word: "", value: "", start, end: start, line };
  if (text.startsWith("/*", start)) return unsettledComment(lexer);
  const { kind, end, value } = lexemeBefore(lexer.delimiter, text, start);
  moveTo(lexer, end);
  const written = text.slice(start, end);
  if (kind === "word") return { kind, word: written.toLowerCase(), value: written, start, end, line };
  return { kind, word: kind === "symbol" ? written : "", value: value ?? written, start, end, line };
}

/** Goes on to a later place. */
export function moveTo(lexer: Lexer, end: number): void {
  for (let at = lexer.at; at < end; at += 1) if (lexer.text.charCodeAt(at) === NEW_LINE) lexer.line += 1;
  lexer.at = end;
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

function lexemeBefore(delimiter: string, text: string, at: number): Lexeme {
  const lexeme = lexemeAt(text, at);
  if (!WORDLIKE.has(lexeme.kind)) return lexeme;
  const cut = text.slice(at, lexeme.end).indexOf(delimiter);
  return cut <= 0 ? lexeme : lexemeAt(text.slice(0, at + cut), at);
}

function lexemeAt(text: string, at: number): Lexeme {
  const first = text.charAt(at);
  const read = QUOTES.get(first);
  if (read !== undefined) return read(text, at);
  const code = text.charCodeAt(at);
  if (isDigit(code) || (first === "." && startsFraction(text, at))) return numberOrWord(text, at);
  return isNamePart(code) ? word(text, at) : (templateAt(text, at) ?? symbol(text, at));
}

function dollar(text: string, at: number): Lexeme {
  return dollarQuoted(text, at) ?? templateAt(text, at) ?? leftName(text, at);
}

/** `$name`, `$1`: names may begin so, but MySQL warns of it, and what stands there is a shell's or a driver's. */
function leftName(text: string, at: number): Lexeme {
  const { end } = word(text, at);
  return { kind: "bad", end, value: leftIn(text.slice(at, end)) };
}

function startsFraction(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at + 1)) && !isNamePart(text.charCodeAt(at - 1)) && text.charAt(at - 1) !== "`";
}

function startsLineComment(text: string, at: number): boolean {
  if (text.charAt(at) === "#") return true;
  if (!text.startsWith("--", at)) return false;
  return at + 2 >= text.length || text.charCodeAt(at + 2) <= 32;
}

/** Goes over the comment or into it, unless it cannot be said whether a server does. */
function isReadable(lexer: Lexer): boolean {
  const { reading, inside } = readingOf(lexer.text, lexer.at, lexer.dialect);
  if (reading === "unsettled") return false;
  if (reading === "code") {
    lexer.executable += 1;
    lexer.openedAt = lexer.at;
  }
  moveTo(lexer, reading === "code" ? inside : endOfComment(lexer, inside));
  return true;
}

function endOfComment(lexer: Lexer, inside: number): number {
  const end = lexer.text.indexOf("*/", inside);
  if (end !== -1) return end + 2;
  lexer.broken ??= NOT_CLOSED;
  return lexer.text.length;
}

function unsettledComment(lexer: Lexer): Token {
  const { at: start, line } = lexer;
  const value = `a comment that is code from a certain version of the server on`;
  moveTo(lexer, endOfComment(lexer, start + 2));
  return { kind: "bad", word: "", value, start, end: lexer.at, line };
}

function leaveComment(lexer: Lexer): void {
  lexer.executable -= 1;
  moveTo(lexer, lexer.at + 2);
  lexer.closedAt = lexer.at;
}

function brokenRest(lexer: Lexer, because: string): Token {
  const { at: start, line, text } = lexer;
  moveTo(lexer, text.length);
  lexer.broken = null;
  lexer.executable = 0;
  return { kind: "bad", word: "", value: because, start, end: text.length, line };
}

const QUOTES: ReadonlyMap<string, (text: string, at: number) => Lexeme> = new Map([
  ["'", quotedString],
  ['"', quotedString],
  ["`", quotedName],
  ["@", variable],
  ["$", dollar],
]);

const WORDLIKE: ReadonlySet<Lexeme["kind"]> = new Set(["word", "number", "variable"]);

const NEW_LINE = 10;

const NOT_CLOSED = "a comment that is not closed";
