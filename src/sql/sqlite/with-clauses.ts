import type { Token } from "./tokens.ts";
import { folded } from "./names.ts";

/** A query that a `with` defines, and the token from which on its name means that query. */
export interface Definition {
  readonly name: string;
  readonly from: number;
}

export function definitionsIn(tokens: readonly Token[]): readonly Definition[] {
  return tokens.flatMap(({ word }, index) => (word === "with" ? definitionsAfter(tokens, index + 1) : []));
}

function definitionsAfter(tokens: readonly Token[], start: number): readonly Definition[] {
  const wordAt = (index: number): string => tokens[index]?.word ?? "";
  const isRecursive = wordAt(start) === "recursive";
  const definitions: Definition[] = [];
  let at = isRecursive ? start + 1 : start;
  for (;;) {
    const name = folded(tokens[at]?.value ?? "");
    const opening = openingOf(tokens, at + 1);
    if (opening === null) return definitions;
    const closing = closingOf(tokens, opening);
    definitions.push({ name, from: isRecursive ? opening : closing });
    if (wordAt(closing + 1) !== ",") return definitions;
    at = closing + 2;
  }
}

/** The parenthesis after `as`, past the names of columns and what says how the query is kept; null if there is none. */
function openingOf(tokens: readonly Token[], start: number): number | null {
  const as = tokens[start]?.word === "(" ? closingOf(tokens, start) + 1 : start;
  const words = tokens.slice(as, as + MOST_WORDS).map(({ word }) => word);
  const opening = words.indexOf("(");
  const isDefinition = words[0] === "as" && words.slice(1, opening).every((word) => KEPT.has(word));
  return isDefinition && opening > 0 ? as + opening : null;
}

function closingOf(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let at = opening; at < tokens.length; at += 1) {
    const word = tokens[at]?.word;
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

const KEPT: ReadonlySet<string> = new Set(["not", "materialized"]);

/** `as not materialized (` */
const MOST_WORDS = 4;
