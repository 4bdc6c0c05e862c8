import type { Change, Statement } from "../model/change.ts";

/** The statement as it may be shown and saved: without the passwords that are written in it. */
export function withoutPasswords(statement: Statement): Statement {
  if (!MENTION.test(statement.text)) return statement;
  return { ...statement, text: hidden(statement.text), changes: statement.changes.map(hiddenIn) };
}

function hiddenIn(change: Change): Change {
  if ("text" in change) return { ...change, text: hidden(change.text) };
  return change.kind === "opaque" ? { ...change, because: hidden(change.because) } : change;
}

function hidden(text: string): string {
  return text.replaceAll(LITERAL, "$1'…'").replaceAll(IN_CONNECTION, "$1…");
}

const MENTION = /password|identified/i;

/** Words after which a password stands, in MySQL's dialects perhaps as the argument of `password()`. */
const BEFORE = String.raw`(?:password(?:\s+for\s+\S+)?|identified\s+(?:with\s+\S+\s+)?(?:by|as))\s*(?:=|to)?\s*(?:password)?\s*\(?\s*`;

/** With doubled quotes where the statement is in a string itself. */
const LITERAL = new RegExp(String.raw`\b(${BEFORE})(?:[eEnN]|[uU]&)?(?:'+[^']*'+|"+[^"]*"+)`, "gi");

/** In a connection string: `password=…`. */
const IN_CONNECTION = /\b(password=)[^\s'"&]+/gi;
