/** Texts of SQL that say the same: white space and case do not count, but for what stands in quotes. */
export function sameText(first: string, second: string): boolean {
  return plainText(first) === plainText(second);
}

/** The text in the form in which it can be compared. */
export function plainText(text: string): string {
  let plain = "";
  let quote = "";
  for (const character of text.trim()) {
    const isQuote = character === quote || (quote === "" && QUOTES.includes(character));
    if (quote !== "" || isQuote) plain += character;
    else if (character.trim() !== "") plain += character.toLowerCase();
    else if (!plain.endsWith(" ")) plain += " ";
    if (isQuote) quote = quote === "" ? character : "";
  }
  return plain;
}

const QUOTES = "'\"`";
