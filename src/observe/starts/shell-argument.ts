import type { Argument } from "./wrappers.ts";
import type { Assignment, Word, WordPart } from "unbash";

/** A word without its quotes, or `NAME=VALUE` where a command takes that for a word, as `export` does. */
export function argumentOf(word: Word | Assignment): Argument {
  if (word.type === "Word") return { text: word.value, fixed: (word.parts ?? []).every(isFixed) };
  const { value } = word;
  const set = value.type === "Word" ? argumentOf(value) : { text: "", fixed: false };
  const [name = ""] = /^[^=]*=/.exec(word.text) ?? [];
  return { text: name + set.text, fixed: word.index === undefined && set.fixed };
}

/** Whether it means the same in every run. */
function isFixed(part: WordPart): boolean {
  if (part.type === "DoubleQuoted") return part.parts.every(isFixed);
  return FIXED.has(part.type);
}

const FIXED: ReadonlySet<WordPart["type"]> = new Set(["Literal", "SingleQuoted", "AnsiCQuoted"]);
