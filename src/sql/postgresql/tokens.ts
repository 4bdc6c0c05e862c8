// The words of PostgreSQL's SQL, as src/backend/parser/scan.l cuts them: enough to find where a statement ends.

import type { Spoken } from "../assigned.ts";

export interface Token {
  readonly kind: "word" | "identifier" | "string" | "number" | "symbol";
  readonly start: number;
  readonly end: number;
}

/** The token at or after a place, past white space and comments; null at the end of the text. */
export function tokenFrom(text: string, place: number): Token | null {
  const start = pastBlanks(text, place);
  if (start >= text.length) return null;
  for (const { kind, starts, ends } of FORMS) {
    starts.lastIndex = start;
    const head = starts.exec(text)?.[0];
    if (head !== undefined) return { kind, start, end: ends(text, start + head.length, head) };
  }
  return { kind: "symbol", start, end: text.startsWith("/*", start) ? text.length : start + 1 };
}

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let token = tokenFrom(text, 0);
  while (token !== null) {
    tokens.push(token);
    token = tokenFrom(text, token.end);
  }
  return tokens;
}

/** As names and words: an unquoted name is folded. */
export function spokenIn(text: string): readonly Spoken[] {
  return tokensOf(text).map(({ kind, start, end }) => {
    const written = text.slice(start, end);
    const isPlain = kind === "word" || kind === "symbol";
    const value = kind === "identifier" ? unquoted(written) : written.toLowerCase();
    return { kind, word: isPlain ? written.toLowerCase() : "", value };
  });
}

function unquoted(identifier: string): string {
  return identifier.slice(1, -1).replaceAll('""', '"');
}

/** The place where a construct that began is closed; the end of the text if it never is. */
type Ending = (text: string, from: number, head: string) => number;

/** A comment that is never closed is none. */
function pastBlanks(text: string, place: number): number {
  let at = place;
  for (;;) {
    BLANK.lastIndex = at;
    const next = text.startsWith("/*", at) ? pastComment(text, at) : null;
    if (next !== null) at = next;
    else if (BLANK.test(text)) at = BLANK.lastIndex;
    else return at;
  }
}

/** Comments nest. Null if it is not closed. */
function pastComment(text: string, start: number): number | null {
  let depth = 1;
  COMMENT_MARK.lastIndex = start + 2;
  while (depth > 0) {
    const mark = COMMENT_MARK.exec(text)?.[0];
    if (mark === undefined) return null;
    depth += mark === "/*" ? 1 : -1;
  }
  return COMMENT_MARK.lastIndex;
}

const atOnce: Ending = (_text, from) => from;

/** A doubled quote stands for itself. */
const atQuote: Ending = (text, from, head) => {
  const quote = head.slice(-1);
  let at = text.indexOf(quote, from);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at < 0 ? text.length : at + 1;
};

const atUnescapedQuote: Ending = (text, from) => {
  let at = from;
  while (at < text.length) {
    if (text[at] === "\\" || text.startsWith("''", at)) at += 2;
    else if (text[at] === "'") return at + 1;
    else at += 1;
  }
  return text.length;
};

const atSameTag: Ending = (text, from, tag) => {
  const at = text.indexOf(tag, from);
  return at < 0 ? text.length : at + tag.length;
};

/** Other kinds of space, like the one that does not break, are letters to PostgreSQL. */
const BLANK = /[ \t\n\r\f\v]+|--[^\n\r]*/y;
const COMMENT_MARK = /\/\*|\*\//g;

const FORMS: readonly { readonly kind: Token["kind"]; readonly starts: RegExp; readonly ends: Ending }[] = [
  { kind: "string", starts: /[eE]'/y, ends: atUnescapedQuote },
  { kind: "string", starts: /(?:[bBxXnN]|[uU]&)?'/y, ends: atQuote },
  { kind: "identifier", starts: /(?:[uU]&)?"/y, ends: atQuote },
  { kind: "string", starts: /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y, ends: atSameTag },
  { kind: "word", starts: /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y, ends: atOnce },
  { kind: "number", starts: /\d[\w.]*|\.\d\w*/y, ends: atOnce },
];
