import type { Reading } from "./reading.ts";
import { breakOff, lineOf, readingOf, take } from "./reading.ts";

/** `fixed` words mean the same in every run; in others a variable or a command's output is left as it was written. */
export interface Word {
  readonly kind: "word";
  /** Without its quotes. */
  readonly text: string;
  readonly fixed: boolean;
  readonly quoted: boolean;
  readonly line: number;
  /** The texts of the commands whose output goes into it. */
  readonly inner: readonly string[];
}

export interface Operator {
  readonly kind: "operator";
  readonly text: string;
  readonly line: number;
}

export type Token = Word | Operator;

/**
 * The words and operators of a shell script, by POSIX' "Token Recognition" and what bash adds to it; undefined where
 * something is not closed. Documents within the script (`<<END`) are passed over, but for the commands in them.
 */
export function shellTokens(text: string): readonly Token[] | undefined {
  const reading = readingOf(text.replaceAll("\r\n", "\n"));
  const tokens: Token[] = [];
  const documents: Document[] = [];
  while (reading.at < reading.text.length) {
    if (take(reading, BLANK) !== undefined) continue;
    const token = tokenAt(reading);
    tokens.push(token);
    if (token.kind === "operator" && token.text === "\n") documents.splice(0).forEach((one) => pass(reading, one));
    if (token.kind === "operator" && /<<-?$/.test(token.text)) documents.push(documentAt(reading, token, tokens));
  }
  return reading.broken || documents.length > 0 ? undefined : tokens;
}

interface Document {
  readonly end: string;
  readonly indented: boolean;
  readonly inner: string[] | undefined;
}

function tokenAt(reading: Reading): Token {
  const line = lineOf(reading);
  if (take(reading, ARITHMETIC) !== undefined) {
    const inner: string[] = [];
    balanced(reading, ["(", ")"], inner);
    if (take(reading, /\)/y) === undefined) reading.broken = true;
    return { kind: "word", text: "((", fixed: true, quoted: false, line, inner };
  }
  const operator = take(reading, OPERATOR);
  return operator === undefined ? wordAt(reading, line) : { kind: "operator", text: operator, line };
}

function wordAt(reading: Reading, line: number): Word {
  const inner: string[] = [];
  const word = { text: "", fixed: true, quoted: false };
  const from = reading.at;
  for (let piece = pieceAt(reading, inner); piece !== undefined; piece = pieceAt(reading, inner)) {
    word.text += piece.text;
    word.fixed &&= piece.fixed;
    word.quoted ||= piece.quoted;
  }
  if (reading.at === from) breakOff(reading);
  return { kind: "word", ...word, line, inner };
}

interface Piece {
  readonly text: string;
  readonly fixed: boolean;
  readonly quoted: boolean;
}

function pieceAt(reading: Reading, inner: string[]): Piece | undefined {
  const plain = take(reading, PLAIN);
  if (plain !== undefined) return { text: plain, fixed: !/[*?[]/.test(plain), quoted: false };
  const single = take(reading, SINGLE);
  if (single !== undefined) return { text: single.replace(/^\$?'/, "").slice(0, -1), fixed: true, quoted: true };
  const escaped = take(reading, ESCAPED);
  if (escaped !== undefined) return { text: escaped === "\\\n" ? "" : escaped.slice(1), fixed: true, quoted: true };
  if (take(reading, /\$?"/y) !== undefined) return { ...doubleQuoted(reading, inner), quoted: true };
  const process = take(reading, /[<>]\(/y);
  if (process === undefined) return substitution(reading, inner);
  inner.push(balanced(reading, ["(", ")"], []));
  return { text: process, fixed: false, quoted: false };
}

function doubleQuoted(reading: Reading, inner: string[]): Omit<Piece, "quoted"> {
  const whole = { text: "", fixed: true };
  while (take(reading, /"/y) === undefined) {
    const plain = take(reading, /[^"\\$`]+|\\[^]/y);
    const piece = plain === undefined ? substitution(reading, inner) : { text: unescaped(plain), fixed: true };
    if (piece === undefined) return { text: breakOff(reading), fixed: false };
    whole.text += piece.text;
    whole.fixed &&= piece.fixed;
  }
  return whole;
}

/** Within double quotes a backslash means itself before most characters. */
function unescaped(text: string): string {
  return text.replace(/^\\(?:\n|(["\\$`]))/, "$1");
}

/** At `$` or a backtick. */
function substitution(reading: Reading, inner: string[]): Piece | undefined {
  const { at } = reading;
  const backticks = take(reading, /`(?:[^`\\]|\\[^])*`/y);
  if (backticks !== undefined) inner.push(backticks.slice(1, -1).replaceAll(/\\([`\\$])/g, "$1"));
  else if (take(reading, /\$\(\(/y) !== undefined) {
    balanced(reading, ["(", ")"], inner);
    if (take(reading, /\)/y) === undefined) reading.broken = true;
  } else if (take(reading, /\$\(/y) !== undefined) inner.push(balanced(reading, ["(", ")"], []));
  else if (take(reading, /\$\{/y) !== undefined) balanced(reading, ["{", "}"], inner);
  else if (take(reading, /\$(?:[A-Za-z_]\w*|[\d@*#?$!-])/y) === undefined) {
    const lone = take(reading, /\$/y);
    return lone === undefined ? undefined : { text: lone, fixed: true, quoted: false };
  }
  return { text: reading.text.slice(at, reading.at), fixed: false, quoted: false };
}

/** Past the end of what was opened, whose text it returns; the commands in it go to `inner`. */
function balanced(reading: Reading, [open, close]: readonly [string, string], inner: string[]): string {
  const from = reading.at;
  let depth = 1;
  while (depth > 0) {
    const character = reading.text[reading.at];
    if (character === undefined) return breakOff(reading);
    if (character === close) depth -= 1;
    if (character === open) depth += 1;
    if (character === open || character === close || !isQuoted(reading, inner)) reading.at += 1;
  }
  return reading.text.slice(from, reading.at - 1);
}

/** Passes over a quotation or a substitution, where one begins here. */
function isQuoted(reading: Reading, inner: string[]): boolean {
  const { at } = reading;
  if (take(reading, /(?<=\s)#[^\n]*/y) ?? take(reading, SINGLE) ?? take(reading, ESCAPED)) return true;
  if (take(reading, /"/y) === undefined) substitution(reading, inner);
  else doubleQuoted(reading, inner);
  return reading.at > at;
}

function documentAt(reading: Reading, { text }: Operator, tokens: Token[]): Document {
  take(reading, BLANK);
  const inner: string[] = [];
  const { line, ...end } = wordAt(reading, 0);
  tokens.push({ ...end, inner, line });
  return { end: end.text, indented: text.endsWith("-"), inner: end.quoted ? undefined : inner };
}

function pass(reading: Reading, { end, indented, inner }: Document): void {
  const rest = reading.text.slice(reading.at).split("\n");
  const length = rest.findIndex((line) => (indented ? line.replace(/^\t+/, "") : line) === end);
  if (length === -1) return void breakOff(reading);
  const body = rest.slice(0, length).join("\n");
  reading.at += rest.slice(0, length + 1).join("\n").length + 1;
  if (inner === undefined) return;
  const within = readingOf(body);
  while (within.at < body.length)
    if (take(within, /(?:[^\\$`]|\\[^])+|[\\`]$/y) === undefined) substitution(within, inner);
  reading.broken ||= within.broken;
}

const BLANK = /(?:[ \t\r]|\\\n)+|(?<![^\s;&|()])#[^\n]*/y;

const ARITHMETIC = /(?<![^\s;&|(])\(\(/y;

const OPERATOR = /\n|;;&|;;|;&|;|&&|&>>|&>|&|\|\||\|&|\||(?<![<>])\(|\)|\d*(?:<<<|<<-|<<|<&|>&|<>|>>|>\||[<>](?!\())/y;

const PLAIN = /(?:[^\s'"\\$`|&;<>()])+/y;

const SINGLE = /\$?'(?:(?<=\$')(?:[^'\\]|\\[^])*|(?<!\$')[^']*)'/y;

const ESCAPED = /\\[^]/y;
