import type { Name } from "../../model/definition.ts";
import { nameOfWords } from "./names.ts";
import { tokensOf } from "./tokens.ts";

/** A name that stands in a string, as `regclass` reads it: folded unless quoted. */
export function nameInText(text: string): Name {
  const words = tokensOf(text).map(({ kind, start, end }) => {
    const word = text.slice(start, end);
    if (kind === "identifier") return word.slice(1, -1).replaceAll('""', '"');
    return kind === "word" ? word.toLowerCase() : null;
  });
  return nameOfWords(words.filter((word) => word !== null));
}
