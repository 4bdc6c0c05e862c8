// What an expression is made of, told from how it is written; what stands in quotes is no part of it.
import { bracketsIn, isBracketed, withoutQuoted } from "../schema/brackets.ts";

/** What is longer was written by nobody. */
export const LONGEST_READ = 10_000;

export interface Call {
  /** In lower case. */
  readonly name: string;
  readonly parts: readonly string[];
}

/** The one call that the whole expression is. */
export function callOf(expression: string): Call | undefined {
  const { name, rest = "" } = CALL.exec(expression.trim())?.groups ?? {};
  if (name === undefined || !isBracketed(rest)) return undefined;
  return { name: name.toLowerCase(), parts: listedIn(rest.slice(1, -1)) };
}

/** Every call that is anywhere in it, the outer ones too. */
export function callsIn(expression: string): readonly Call[] {
  const plain = withoutQuoted(expression);
  return bracketsIn(expression).flatMap(({ from, to }) => {
    const name = NAME_BEFORE.exec(plain.slice(0, from))?.groups?.["name"];
    return name === undefined ? [] : [{ name: name.toLowerCase(), parts: listedIn(expression.slice(from + 1, to)) }];
  });
}

/** Without brackets around the whole. */
export function unbracketed(expression: string): string {
  const text = expression.trim();
  return isBracketed(text) ? unbracketed(text.slice(1, -1)) : text;
}

/** What stands behind each `then`, and behind `else`, of the one `case` that the whole is; undefined where it is none. */
export function choicesOf(expression: string): readonly string[] | undefined {
  const text = expression.trim();
  const words = withoutQuoted(text).toLowerCase();
  if (!words.startsWith("case") || !words.endsWith("end") || words.split(/\bcase\b/).length !== 2) return undefined;
  return [...words.matchAll(CHOICE)].map(({ index, 0: { length } }) =>
    text.slice(index + "then".length, index + length).trim(),
  );
}

/** What the one query that stands for the whole value selects; undefined where it is none. */
export function selectedBy(expression: string): string | undefined {
  const text = expression.trim();
  if (text.length > LONGEST_READ || !isBracketed(text)) return undefined;
  const query = unbracketed(text);
  const from = topLevel(query).search(/\bfrom\b/i);
  if (!/^select\b/i.test(query) || from === -1) return undefined;
  return query.slice("select".length, from).trim();
}

/** What stands between the commas that are in no brackets. */
export function listedIn(text: string): readonly string[] {
  const plain = topLevel(text);
  const ends = [...plain.matchAll(COMMA)].map(({ index }) => index);
  return [...ends, text.length].map((end, place) =>
    text.slice(place === 0 ? 0 : (ends[place - 1] ?? 0) + 1, end).trim(),
  );
}

/** As long as before, with blanks for what stands in brackets or in quotes. */
function topLevel(text: string): string {
  let depth = 0;
  const shown = withoutQuoted(text)
    .split("")
    .map((character) => {
      if (character === "(") depth += 1;
      const isShown = depth === 0;
      if (character === ")") depth -= 1;
      return isShown ? character : " ";
    });
  return shown.join("");
}

const COMMA = /,/g;

const CALL = /^(?<name>\w+)\s*(?<rest>\(.*\))$/s;

const NAME_BEFORE = /(?<name>\w+)\s*$/;

/** Both words are as long as each other. */
const CHOICE = /\b(?:then|else)\b.*?(?=\b(?:when|else|end)\b)/gs;
