import { withoutTexts } from "./without-texts.ts";

/** True where a whole expression says yes or no, which is 0 or 1 for MySQL. */
export function isComparison(expression: string): boolean {
  const outer = outermost(withoutTexts(expression).replaceAll(ARROW, " "));
  return COMPARES.test(outer) && !CHOICE.test(outer);
}

/** What is in the fewest parentheses. */
function outermost(text: string): string {
  const levels: string[] = [];
  let depth = 0;
  for (const character of text) {
    if (character === ")") depth -= 1;
    if (character === "(") depth += 1;
    else levels[depth] = `${levels[depth] ?? ""}${character === ")" ? " " : character}`;
  }
  return levels.find((level) => level?.trim() !== "") ?? "";
}

const ARROW = /->>?/g;
const COMPARES = /[<>=]|\b(?:in|like|between|is|and|or|not|regexp)\b/i;
const CHOICE = /\bcase\b/i;
