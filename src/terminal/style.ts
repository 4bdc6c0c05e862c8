/** How a word is set off; every function returns text that reads the same without colour. */
export interface Style {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly danger: (text: string) => string;
}

export interface ColorWish {
  readonly choice: "auto" | "always" | "never";
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The flag decides; `auto` is colour on a terminal only, and none when NO_COLOR is set (no-color.org). */
export function styleFor(wish: ColorWish, stream: { readonly isTTY?: boolean }): Style {
  if (wish.choice === "always") return COLORED;
  if (wish.choice === "never" || stream.isTTY !== true) return PLAIN;
  const { NO_COLOR: noColor = "", TERM: term } = wish.variables;
  return noColor !== "" || term === "dumb" ? PLAIN : COLORED;
}

const same = (text: string): string => text;

export const PLAIN: Style = { heading: same, faint: same, good: same, caution: same, danger: same };

const COLORED: Style = {
  heading: (text) => `\u001B[1m${text}\u001B[22m`,
  faint: (text) => `\u001B[2m${text}\u001B[22m`,
  good: (text) => `\u001B[32m${text}\u001B[39m`,
  caution: (text) => `\u001B[33m${text}\u001B[39m`,
  danger: (text) => `\u001B[31m${text}\u001B[39m`,
};
