import type { Lexeme } from "./token.ts";
import { BYTE_ORDER_MARK, REPLACEMENT } from "./characters.ts";

/** An operator or a mark of punctuation, or a character that the servers do not know outside quotes. */
export function symbol(text: string, at: number): Lexeme {
  const long = LONG_SYMBOLS.find((candidate) => text.startsWith(candidate, at));
  if (long !== undefined) return { kind: "symbol", end: at + long.length, value: null };
  if (SYMBOLS.has(text.charAt(at))) return { kind: "symbol", end: at + 1, value: null };
  return { kind: "bad", end: at + 1, value: badCharacter(text, at) };
}

function badCharacter(text: string, at: number): string {
  const code = text.charCodeAt(at);
  const known = BAD_CHARACTERS.get(code);
  if (known !== undefined) return known;
  if (code > 32 && code < 127) return `\`${text.charAt(at)}\`, which neither MySQL nor MariaDB knows`;
  return `an invalid character (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}

const LONG_SYMBOLS: readonly string[] = ["<=>", "->>", "->", "<=", ">=", "<>", "!=", ":=", "&&", "||", "<<", ">>"];

const SYMBOLS: ReadonlySet<string> = new Set("()+-*/%=<>!&|^~,.;:@");

const BAD_CHARACTERS: ReadonlyMap<number, string> = new Map([
  [0, "a NUL byte"],
  [BYTE_ORDER_MARK, "a byte order mark, which the servers refuse"],
  [REPLACEMENT, "a character that is no valid UTF-8"],
  [92, "a backslash command of the mysql client"],
  [63, "`?`, a placeholder for a value that is not in the text"],
]);
