import type { Spoken } from "./assigned.ts";

/** Whether the bracket that the first token opens is closed by the last. */
export function isOneBracket(tokens: readonly Spoken[]): boolean {
  let depth = 0;
  return tokens.every(({ word }, place) => {
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    return depth > 0 || place === tokens.length - 1;
  });
}
