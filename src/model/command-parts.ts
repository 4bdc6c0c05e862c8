/** The commands in a line for a shell, split at what separates them; an `&` within an address separates nothing. */
export function commandParts(text: string): readonly string[] {
  return text.split(/&&|\|\||[;|\n]|(?<![&>])&(?=\s)/);
}
