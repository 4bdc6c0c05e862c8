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

/** `identified … by 'x'`, `password = 'x'`, `master_password 'x'`, `connection = 'mysql://user:x@…'` */
function isSecret(tokens: readonly Token[], place: number): boolean {
  const before = [1, 2, 3].map((back) => tokens[place - back]?.word ?? "");
  const [word = "", previous = "", third = ""] = before.filter((one) => one !== "=" && one !== "(");
  if (word.endsWith("password") || word === "connection") return true;
  return (word === "by" || word === "as" || word === "using") && (previous === "identified" || third === "with");
}

const ABOUT_ROWS: ReadonlySet<string> = new Set(
  "select insert update delete replace with ( do table values".split(" "),
);
