import type { Token } from "./token.ts";

export interface Passage {
  /** Of the whole statement. */
  readonly tokens: readonly Token[];
  /** The passage's first token, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Where the text begins. */
  readonly start: number;
}

/**
 * The text of a passage with stars in place of passwords, and of addresses that hold one. Statements about rows may hold
 * passwords of an application; they are shown as they are, for their conditions are asked again.
 */
export function withoutSecrets({ tokens, from, to, text, start }: Passage): string {
  if (ABOUT_ROWS.has(tokens[0]?.word ?? "")) return text;
  const secretFrom = secretsBegin(tokens);
  let shown = "";
  let shownTo = 0;
  for (let place = from; place < to; place += 1) {
    const token = tokens[place];
    if (token?.kind !== "string" || !(place >= secretFrom || followsSecretWord(tokens, place))) continue;
    shown += `${text.slice(shownTo, token.start - start)}'***'`;
    shownTo = token.end - start;
  }
  return shown + text.slice(shownTo);
}

/** In a statement about accounts all strings behind `identified` or `password` are secrets. */
function secretsBegin(tokens: readonly Token[]): number {
  const [first, ...others] = tokens.slice(0, 4).map(({ word }) => word);
  if (first !== "grant" && !others.some((word) => ACCOUNTS.has(word))) return Infinity;
  const place = tokens.findIndex(({ word }) => word === "identified" || word === "password");
  return place === -1 ? Infinity : place;
}

/** `password 'x'`, `master_password = 'x'`, `connection = 'mysql://user:x@…'` */
function followsSecretWord(tokens: readonly Token[], place: number): boolean {
  const [before = "", earlier = ""] = [1, 2].map((back) => tokens[place - back]?.word ?? "");
  const word = before === "=" || before === "(" ? earlier : before;
  return word.endsWith("password") || word === "connection";
}

const ABOUT_ROWS: ReadonlySet<string> = new Set(
  "select insert update delete replace with ( do table values".split(" "),
);

const ACCOUNTS: ReadonlySet<string> = new Set(["user", "password", "role"]);
