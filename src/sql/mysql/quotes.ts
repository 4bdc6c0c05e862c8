import type { Lexeme } from "./token.ts";
import { isNamePart } from "./characters.ts";
import { templateIn } from "./templates.ts";

/** `'…'` or `"…"`, with doubled quotes and backslashes (the manual, "String Literals"). */
export function quotedString(text: string, at: number): Lexeme {
  const quote = text.charAt(at);
  let value = "";
  let from = at + 1;
  for (let place = from; place < text.length; place += 1) {
    const here = text.charAt(place);
    if (here === "\\") {
      value += text.slice(from, place) + unescaped(text.charAt(place + 1));
      place += 1;
      from = place + 1;
    } else if (here === quote && text.charAt(place + 1) !== quote) {
      return readable({ kind: "string", end: place + 1, value: value + text.slice(from, place) });
    } else if (here === quote) {
      value += text.slice(from, place + 1);
      place += 1;
      from = place + 1;
    }
  }
  return { kind: "bad", end: text.length, value: `a string that is not closed` };
}

/** A name in backticks, in which a doubled backtick is one. */
export function quotedName(text: string, at: number): Lexeme {
  let end = text.indexOf("`", at + 1);
  while (end !== -1 && text.charAt(end + 1) === "`") end = text.indexOf("`", end + 2);
  if (end === -1) return { kind: "bad", end: text.length, value: "a name in backticks that is not closed" };
  const value = text.slice(at + 1, end).replaceAll("``", "`");
  const template = templateIn(value);
  if (template !== null) return { kind: "bad", end: end + 1, value: template };
  if (value === "") return { kind: "bad", end: end + 1, value: "an empty name" };
  return readable({ kind: "quoted", end: end + 1, value });
}

/** `$$ … $$` or `$tag$ … $tag$`, PostgreSQL's quotes; to the end of the text where they are not closed. */
export function dollarQuoted(text: string, at: number): Lexeme | null {
  let tagEnd = at + 1;
  while (isNamePart(text.charCodeAt(tagEnd)) && text.charAt(tagEnd) !== "$") tagEnd += 1;
  if (text.charAt(tagEnd) !== "$") return null;
  const tag = text.slice(at, tagEnd + 1);
  const end = text.indexOf(tag, tagEnd + 1);
  const value = `\`${tag}\`, PostgreSQL's quotes`;
  return { kind: "bad", end: end === -1 ? text.length : end + tag.length, value };
}

function readable(lexeme: Lexeme): Lexeme {
  const { value, end } = lexeme;
  if (value?.includes("\0") === true) return { kind: "bad", end, value: "a NUL byte" };
  if (value?.includes("\uFFFD") === true) return { kind: "bad", end, value: "a character that is no valid UTF-8" };
  return lexeme;
}

function unescaped(character: string): string {
  return ESCAPES.get(character) ?? character;
}

/** `\%` and `\_` keep their backslash; all others that are not here lose it. `\0` is a NUL that was meant. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\u2400"],
  ["b", "\b"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["Z", "\u001A"],
  ["%", "\\%"],
  ["_", "\\_"],
]);
