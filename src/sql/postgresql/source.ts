import type { Token } from "./tokens.ts";
import { tokensOf } from "./tokens.ts";

/** The text of one statement. The syntax tree says where things begin; where they end is found in the text. */
export interface Source {
  readonly text: string;
  readonly tokens: () => readonly Token[];
}

export function sourceOf(text: string): Source {
  let tokens: readonly Token[] | undefined;
  return { text, tokens: () => (tokens ??= tokensOf(text)) };
}

/** Where a part of a statement stands: `start` and `end` count tokens. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function wholeOf(source: Source): Range {
  return { start: 0, end: source.tokens().length };
}

/** The text of a range, with single blanks for whatever stood between its words. */
export function textOf(source: Source, { start, end }: Range): string {
  const tokens = source.tokens().slice(start, end);
  return tokens
    .map((token, index) => {
      const next = tokens[index + 1];
      const blank = next !== undefined && next.start > token.end ? " " : "";
      return source.text.slice(token.start, token.end) + blank;
    })
    .join("");
}

/** From a `location` of the syntax tree to the end. */
export function rangeFrom(source: Source, location: number | undefined): Range {
  return { start: tokenAt(source, location ?? 0), end: source.tokens().length };
}

/** What stands between the brackets that open first in a range. */
export function insideBrackets(source: Source, range: Range): Range {
  const start = indexWhere(source, range, (text) => text === "(");
  const close = closingOf(source, { start, end: range.end });
  return { start: start + 1, end: close };
}

/** The range after a word that stands outside of all brackets; null if it does not. */
export function afterWord(source: Source, range: Range, word: string): Range | null {
  const at = outsideBrackets(source, range).find((index) => wordAt(source, index) === word);
  return at === undefined ? null : { start: at + 1, end: range.end };
}

/** The range up to the first of some words or symbols that stands outside of all brackets, or to a bracket that closes. */
export function until(source: Source, range: Range, words: readonly string[]): Range {
  const at = outsideBrackets(source, range).find((index) => words.includes(wordAt(source, index)));
  return { start: range.start, end: at ?? endOfLevel(source, range) };
}

/** The text between a word and the first of others, all outside of brackets; empty if the word is not there. */
export function textBetween(
  source: Source,
  range: Range,
  { after, before }: { readonly after: string; readonly before: readonly string[] },
): string {
  const start = afterWord(source, range, after);
  return start === null ? "" : textOf(source, until(source, start, before));
}

/** The parts of a range between the commas outside of all brackets. */
export function partsOf(source: Source, range: Range): readonly Range[] {
  const commas = outsideBrackets(source, range).filter((index) => wordAt(source, index) === ",");
  const ends = [...commas, range.end];
  return ends.map((end, index) => ({ start: index === 0 ? range.start : (ends[index - 1] ?? 0) + 1, end }));
}

/** A word in lower case, or a symbol; empty for quoted things, which are never a keyword. */
export function wordAt(source: Source, index: number): string {
  const token = source.tokens()[index];
  if (token === undefined || token.kind === "identifier" || token.kind === "string") return "";
  return source.text.slice(token.start, token.end).toLowerCase();
}

/** The first token at or after a `location` of the syntax tree, which counts bytes of UTF-8. */
function tokenAt(source: Source, location: number): number {
  const bytes = Buffer.from(source.text);
  const place = bytes.length === source.text.length ? location : bytes.subarray(0, location).toString("utf8").length;
  const index = source.tokens().findIndex(({ start }) => start >= place);
  return index < 0 ? source.tokens().length : index;
}

function indexWhere(source: Source, { start, end }: Range, is: (text: string) => boolean): number {
  for (let index = start; index < end; index += 1) if (is(wordAt(source, index))) return index;
  return end;
}

function closingOf(source: Source, { start, end }: Range): number {
  let depth = 0;
  return indexWhere(source, { start, end }, (text) => {
    depth += DEPTH[text] ?? 0;
    return depth === 0;
  });
}

function outsideBrackets(source: Source, range: Range): readonly number[] {
  const indexes: number[] = [];
  let depth = 0;
  for (let index = range.start; index < range.end && depth >= 0; index += 1) {
    depth += DEPTH[wordAt(source, index)] ?? 0;
    if (depth === 0) indexes.push(index);
  }
  return indexes;
}

function endOfLevel(source: Source, range: Range): number {
  let depth = 0;
  return indexWhere(source, range, (text) => {
    depth += DEPTH[text] ?? 0;
    return depth < 0;
  });
}

const DEPTH: Readonly<Record<string, number>> = { "(": 1, "[": 1, ")": -1, "]": -1 };
