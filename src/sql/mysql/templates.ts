import type { Lexeme } from "./token.ts";
import { word } from "./words.ts";

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

/** `$name`, `$1`: names may begin so, but MySQL warns of it, and what stands there is a shell's or a driver's. */
export function leftName(text: string, at: number): Lexeme {
  const { end } = word(text, at);
  return { kind: "bad", end, value: leftIn(text.slice(at, end)) };
}

function leftIn(mark: string): string {
  return `\`${mark}\`, a template's placeholder that was not filled in`;
}

/** Mustache and Jinja, shells and Java's tools, ERB and the like. */
const MARKS: readonly string[] = ["{{", "{%", "${", "<%", "%>", "#{"];
