import type { Token } from "./tokens.ts";
import { lineCounter } from "../lines.ts";
import { tokenFrom } from "./tokens.ts";

/** One statement as it stands in a text, without its semicolon and the comments before it. */
export interface Piece {
  readonly text: string;
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** Why the database would not read it as it stands; null where it would. */
  readonly trouble: string | null;
  /** True for a command of psql that changes nothing where psql reads it. */
  readonly isHarmless: boolean;
}

/**
 * Cuts a script into its statements, as psql does (src/fe_utils/psqlscan.l): at semicolons outside of brackets, quotes,
 * comments and the bodies that begin with `begin atomic`. The rows after `copy … from stdin` belong to the statement.
 */
export function splitStatements(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const line = lineCounter(text);
  let place = 0;
  for (;;) {
    const found = statementFrom(text, place);
    if (found === null) return pieces;
    const { start, end, next, trouble, isHarmless = false } = found;
    if (end > start) pieces.push({ text: text.slice(start, end).trimEnd(), line: line(start), trouble, isHarmless });
    place = next;
  }
}

interface Found {
  readonly start: number;
  readonly end: number;
  /** Where the search for the statement after it begins. */
  readonly next: number;
  readonly trouble: string | null;
  readonly isHarmless?: boolean;
}

function statementFrom(text: string, place: number): Found | null {
  const first = tokenFrom(text, place);
  if (first === null) return null;
  const { start } = first;
  const nesting = newNesting();
  let end = start;
  let trouble: string | null = null;
  for (let token: Token | null = first; token !== null; token = tokenFrom(text, token.end)) {
    if (text[token.start] === "\\") return psqlCommand(text, start, token.start);
    if (text.startsWith("/*", token.start)) return { start, end: text.length, next: text.length, trouble: NOT_CLOSED };
    const word = text.slice(token.start, token.end).toLowerCase();
    if (word === ";" && nesting.isOutside()) return completed(text, { start, end, next: token.end, trouble });
    trouble ??= placeholderAt(text, token);
    nesting.read(word);
    end = token.end;
  }
  return { start, end, next: text.length, trouble };
}

/** A statement, past its semicolon, and the rows of a `copy` after it. */
function completed(text: string, found: Found): Found {
  const { start, end, next } = found;
  if (!COPY_FROM_STDIN.test(text.slice(start, Math.min(end, start + LONGEST_COPY)))) return found;
  END_OF_ROWS.lastIndex = next;
  if (END_OF_ROWS.test(text)) return { ...found, next: END_OF_ROWS.lastIndex };
  const trouble = "the rows that copy … from stdin reads do not end with a line of \\. in this text";
  return { start, end: text.length, next: text.length, trouble };
}

/** psql's commands take the rest of their line. Some change nothing; pg_dump writes the first two. */
function psqlCommand(text: string, start: number, command: number): Found {
  const stop = text.indexOf("\n", command);
  const end = stop < 0 ? text.length : stop;
  const isHarmless = start === command && HARMLESS.test(text.slice(command, end));
  return { start, end, next: end, trouble: `it is psql's own command ${lineFrom(text, command)}, not SQL`, isHarmless };
}

/** PostgreSQL says so as well, but takes its time where many are open. */
const NOT_CLOSED = "it has a comment that is not closed";

const HARMLESS = /^\\(?:restrict|unrestrict|echo|qecho|warn|timing|pset|set\s+ON_ERROR_STOP)(?:\s|$)/;

function placeholderAt(text: string, token: Token): string | null {
  return isPlaceholder(text, token) ? `a placeholder is left in it: ${lineFrom(text, token.start)}` : null;
}

/** In a string, the same characters are as good as any. */
function isPlaceholder(text: string, { kind, start, end }: Token): boolean {
  if (kind === "identifier") return IN_NAME.test(text.slice(start, end));
  PLACEHOLDER.lastIndex = start;
  return kind === "symbol" && PLACEHOLDER.test(text);
}

function lineFrom(text: string, start: number): string {
  const end = text.slice(start, start + 60).search(/[\r\n]/);
  return text.slice(start, end < 0 ? start + 60 : start + end).trim();
}

interface Nesting {
  readonly read: (word: string) => void;
  readonly isOutside: () => boolean;
}

/** Brackets, and `begin atomic … end` with what else ends with `end` in it. */
function newNesting(): Nesting {
  let brackets = 0;
  let blocks = 0;
  let before = "";
  return {
    read: (word) => {
      if (word === "(") brackets += 1;
      else if (word === ")") brackets -= 1;
      else if (word === "atomic" && before === "begin") blocks += 1;
      else if (blocks > 0 && word === "case") blocks += 1;
      else if (blocks > 0 && word === "end") blocks -= 1;
      before = word;
    },
    isOutside: () => brackets <= 0 && blocks === 0,
  };
}

/** Of the usual template languages. Alone, the operator `<%` compares words (pg_trgm). */
const PLACEHOLDER = /\{\{|\{%|\$\{|#\{|%\{|<%(?=[\s\S]*%>)/y;
const IN_NAME = /\{\{|\{%|\$\{|#\{|%\{|<%/;
const COPY_FROM_STDIN = /^copy\b[^;]*\bfrom\s+stdin\b/i;
/** Names of a table and all its columns. */
const LONGEST_COPY = 200_000;
const END_OF_ROWS = /^\\\.[ \t]*\r?(?:\n|$(?![\s\S]))/gm;
