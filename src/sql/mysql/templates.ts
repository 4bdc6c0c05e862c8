import type { Lexeme } from "./token.ts";

/** The beginning of a template's placeholder that nobody filled in, or null. */
export function templateAt(text: string, at: number): Lexeme | null {
  const mark = MARKS.find((candidate) => text.startsWith(candidate, at));
  return mark === undefined ? null : { kind: "bad", end: at + mark.length, value: leftIn(mark) };
}

/** What is said of a quoted name with a placeholder in it, or null where there is none. */
export function templateIn(name: string): string | null {
  const mark = MARKS.find((candidate) => name.includes(candidate));
  return mark === undefined ? null : leftIn(mark);
}

/** What is said of it. */
export function leftIn(mark: string): string {
  return `\`${mark}\`, a template's placeholder that was not filled in`;
}

/** Mustache and Jinja, shells and Java's tools, ERB and the like. */
const MARKS: readonly string[] = ["{{", "{%", "${", "<%", "%>", "#{"];
