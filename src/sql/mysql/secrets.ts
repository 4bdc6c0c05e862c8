import type { Token } from "./token.ts";

/** Statements about rows may hold passwords of an application; they are shown as they are, for their text is asked again. */
export function mayHoldSecrets(tokens: readonly Token[]): boolean {
  return !ABOUT_ROWS.has(tokens[0]?.word ?? "");
}

/** The text of a statement with stars in place of passwords, and of addresses that hold one. It begins at `start`. */
export function withoutSecrets(tokens: readonly Token[], text: string, start: number): string {
  let shown = "";
  let from = 0;
  for (const [place, token] of tokens.entries()) {
    if (token.kind !== "string" || !isSecret(tokens, place)) continue;
    shown += `${text.slice(from, token.start - start)}'***'`;
    from = token.end - start;
  }
  return shown + text.slice(from);
}

/** In a statement about accounts every string behind `identified` or `password`; elsewhere what follows such a word. */
function isSecret(tokens: readonly Token[], place: number): boolean {
  if (isAboutAccounts(tokens))
    return tokens.slice(0, place).some(({ word }) => word === "identified" || word === "password");
  const before = [1, 2].map((back) => tokens[place - back]?.word ?? "");
  const word = before.find((one) => one !== "=" && one !== "(") ?? "";
  return word.endsWith("password") || word === "connection";
}

function isAboutAccounts(tokens: readonly Token[]): boolean {
  const [first, ...others] = tokens.slice(0, 4).map(({ word }) => word);
  return first === "grant" || others.some((word) => word === "user" || word === "password" || word === "role");
}

const ABOUT_ROWS: ReadonlySet<string> = new Set(
  "select insert update delete replace with ( do table values".split(" "),
);
