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
    if (quote !== "") plain += character;
    else if (character.trim() === "") plain = plain.endsWith(" ") ? plain : `${plain} `;
    else plain = joined(plain, character.toLowerCase());
    if (isQuote) quote = quote === "" ? character : "";
  }
  return plain;
}

/** A blank beside a comma or a bracket says nothing. */
function joined(plain: string, character: string): string {
  const isTight = plain.endsWith(" ") && (TIGHT.includes(character) || TIGHT.includes(plain.at(-2) ?? ""));
  return (isTight ? plain.slice(0, -1) : plain) + character;
}

const QUOTES = "'\"`";

const TIGHT = ",()";
