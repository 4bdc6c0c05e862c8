import type { Token } from "./tokens.ts";

/** The places of what stands outside of all brackets, in their order. */
export function topLevel(tokens: readonly Token[]): readonly number[] {
  let depth = 0;
  return tokens.flatMap(({ word }, place) => {
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    return depth === 0 ? [place] : [];
  });
}

/** The first of a word there. */
export function placeOf(tokens: readonly Token[], sought: string): number | undefined {
  return topLevel(tokens).find((place) => tokens[place]?.word === sought);
}
