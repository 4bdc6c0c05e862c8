import type { Token } from "./tokens.ts";
import { lineCounter } from "../lines.ts";
import { tokensOf } from "./tokens.ts";

/** One statement: its text without the semicolon and the comments before it, its tokens, and the line it begins on. */
export interface Piece {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly line: number;
}

/** Cuts a script at its semicolons, but for those in the body of a trigger (sqlite3_complete in src/complete.c). */
export function splitStatements(text: string): readonly Piece[] {
  const all: Token[][] = [[]];
  for (const token of tokensOf(text)) {
    const tokens = all.at(-1) ?? [];
    if (token.word === ";" && endsHere(tokens)) all.push([]);
    else tokens.push(token);
  }
  const line = lineCounter(text);
  return all.flatMap((tokens) => pieceOf(text, tokens, line));
}

/** A trigger ends with a semicolon, `end`, and a semicolon. */
function endsHere(tokens: readonly Token[]): boolean {
  const words = tokens.slice(0, 3).map(({ word }) => word);
  const isTrigger =
    words[0] === "create" && (words[1] === "trigger" || (TEMPORARY.has(words[1] ?? "") && words[2] === "trigger"));
  return !isTrigger || (tokens.at(-1)?.word === "end" && tokens.at(-2)?.word === ";");
}

function pieceOf(text: string, tokens: readonly Token[], lineAt: (place: number) => number): readonly Piece[] {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return [];
  const own = tokens.map((token) => ({ ...token, start: token.start - first.start, end: token.end - first.start }));
  return [{ text: text.slice(first.start, last.end), tokens: own, line: lineAt(first.start) }];
}

const TEMPORARY: ReadonlySet<string> = new Set(["temp", "temporary"]);
