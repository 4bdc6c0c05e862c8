import { withoutTexts } from "./without-texts.ts";

/** True where a whole expression says yes or no, which is 0 or 1 for MySQL. */
export function isComparison(expression: string): boolean {
  const outer = outerOf(withoutTexts(expression).replaceAll(ARROW, " ").trim());
  return COMPARES.test(outer) && !CHOICE.test(outer);
}

/** With nothing in its parentheses, and without those around it all. */
function outerOf(text: string): string {
  const inside = /^\((?<inside>.*)\)$/s.exec(text)?.groups?.["inside"];
  if (inside !== undefined && isClosedLast(inside)) return outerOf(inside.trim());
  const shorter = text.replaceAll(INNERMOST, " x ");
  return shorter === text ? text : outerOf(shorter);
}

/** No parenthesis is closed that was opened before. */
function isClosedLast(inside: string): boolean {
  let depth = 0;
  for (const character of inside) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return true;
}

const ARROW = /->>?/g;
const INNERMOST = /\w*\s*\([^()]*\)/g;
const COMPARES = /[<>=]|\b(?:in|like|between|is|and|or|not|regexp)\b/i;
const CHOICE = /\bcase\b/i;
