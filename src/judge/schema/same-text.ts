import { isBracketed } from "./brackets.ts";

/** Texts of SQL that say the same: white space and case do not count, but for what stands in quotes. */
export function sameText(first: string, second: string): boolean {
  return comparedText(first) === comparedText(second);
}

/** Nor do blanks beside an operator, backticks around a plain name, and brackets around the whole. */
export function comparedText(text: string): string {
  let plain = plainText(text).replaceAll(SPARE, (whole, name?: string, operator?: string) => {
    return name?.toLowerCase() ?? operator ?? whole;
  });
  while (isBracketed(plain)) plain = plain.slice(1, -1);
  return plain;
}

/** The text in the form in which it can be compared. */
export function plainText(text: string): string {
  const plain: string[] = [];
  let quote = "";
  for (const character of text.trim()) {
    const isQuote = character === quote || (quote === "" && QUOTES.includes(character));
    if (quote !== "") plain.push(character);
    else if (character.trim() !== "") join(plain, character.toLowerCase());
    else if (plain.at(-1) !== " ") plain.push(" ");
    if (isQuote) quote = quote === "" ? character : "";
  }
  return plain.join("");
}

/** A blank beside a comma or a bracket says nothing. */
function join(plain: string[], character: string): void {
  const isTight = plain.at(-1) === " " && (TIGHT.includes(character) || TIGHT.includes(plain.at(-2) ?? NOTHING));
  if (isTight) plain.pop();
  plain.push(character);
}

const SPARE = /'[^']*'|"[^"]*"|`([a-z_]\w*)`|`[^`]*`| ?([-=<>+*/%|]) ?/gi;

const QUOTES = "'\"`";

const TIGHT = ",()";

/** Not in `TIGHT`, as an empty text would be. */
const NOTHING = " ";
