import type { Lexeme } from "./token.ts";
import { isDigit, isHexDigit, isNamePart } from "./characters.ts";
import { quotedName, quotedString } from "./quotes.ts";

/** An unquoted name or keyword. */
export function word(text: string, at: number): Lexeme {
  return { kind: "word", end: endOfWord(text, at), value: null };
}

/** `12`, `1.5`, `.5e-3`, `0x1F`, `0b01`; a name may begin with digits as well, such as `2fa_code`. */
export function numberOrWord(text: string, at: number): Lexeme {
  const end = endOfBased(text, at) ?? endOfNumber(text, at);
  if (!isNamePart(text.charCodeAt(end))) return { kind: "number", end, value: null };
  return text.charAt(at) === "." ? { kind: "bad", end, value: "a malformed number" } : word(text, at);
}

/** `@name`, `@@name`, `@'host'`: a variable, or the host of an account. */
export function variable(text: string, at: number): Lexeme {
  const from = text.charAt(at + 1) === "@" ? at + 2 : at + 1;
  const quote = text.charAt(from);
  if (quote === "`") return inQuotes(quotedName(text, from));
  if (quote === "'" || quote === '"') return inQuotes(quotedString(text, from));
  let end = from;
  while (isNamePart(text.charCodeAt(end)) || text.charAt(end) === ".") end += 1;
  if (end === from) return { kind: "bad", end, value: "`@` without a name" };
  return { kind: "variable", end, value: null };
}

function inQuotes(quoted: Lexeme): Lexeme {
  return quoted.kind === "bad" ? quoted : { kind: "variable", end: quoted.end, value: null };
}

function endOfWord(text: string, at: number): number {
  let end = at;
  while (isNamePart(text.charCodeAt(end))) end += 1;
  return end;
}

function endOfBased(text: string, at: number): number | null {
  const isHex = text.startsWith("0x", at);
  if (!isHex && !text.startsWith("0b", at)) return null;
  let end = at + 2;
  while (isHex ? isHexDigit(text.charCodeAt(end)) : isDigit(text.charCodeAt(end))) end += 1;
  return end === at + 2 ? null : end;
}

function endOfNumber(text: string, at: number): number {
  let end = endOfDigits(text, at);
  if (text.charAt(end) === ".") end = endOfDigits(text, end + 1);
  if (text.charAt(end).toLowerCase() !== "e") return end;
  const sign = text.charAt(end + 1);
  const exponentAt = sign === "+" || sign === "-" ? end + 2 : end + 1;
  return isDigit(text.charCodeAt(exponentAt)) ? endOfDigits(text, exponentAt) : end;
}

function endOfDigits(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}
