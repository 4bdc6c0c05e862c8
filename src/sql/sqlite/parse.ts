import type { Statement } from "../../model/change.ts";
import type { Spellings } from "../statements.ts";
import type { Piece } from "./split.ts";
import type { SyntaxCheck } from "./syntax.ts";
import { unreadable } from "../longest.ts";
import { checkable } from "./checkable.ts";
import { cursorOf, isDone, refuseNext } from "./cursor.ts";
import { splitStatements } from "./split.ts";
import { statement } from "./statement.ts";
import { syntaxCheck } from "./syntax.ts";
import { unknownCallIn } from "./unknown-calls.ts";

/**
 * What the statements of a script change, in their order; empty for comments alone. Names are in lower case, as SQLite
 * does not tell it from upper case; `spellings` learns how they were written. Never fails: a statement that is not understood to its last token, or that SQLite
 * itself cannot read, has one `opaque` change that says why.
 */
export function parseSqlite(text: string, spellings: Spellings = new Map<string, string>()): readonly Statement[] {
  const tooLong = unreadable(text);
  if (tooLong !== null) return [tooLong];
  const pieces = splitStatements(text.replace(/^\uFEFF/, ""));
  if (pieces.length === 0) return [];
  const check = syntaxCheck();
  if (check === null) return pieces.map((piece) => opaque(piece.text, "this Node was built without SQLite"));
  return pieces.map((piece) => statementOf(piece, check, spellings));
}

function statementOf(piece: Piece, check: SyntaxCheck, spellings: Spellings): Statement {
  const trouble = troubleOf(piece) ?? wrongSyntax(piece, check);
  if (trouble !== null) return opaque(piece.text, `${trouble} (line ${piece.line})`);
  const cursor = cursorOf(piece, spellings);
  const changes = statement(cursor);
  if (!isDone(cursor)) refuseNext(cursor);
  return cursor.refusal === null
    ? { text: piece.text, changes }
    : opaque(piece.text, `${cursor.refusal} (line ${piece.line})`);
}

function troubleOf({ text, tokens: [first], tokens }: Piece): string | null {
  if (first?.word === ".") return "it is a command of the sqlite3 shell, not SQL";
  if (text.includes("\0")) return "it contains a zero byte";
  const unknown = unknownCallIn(tokens);
  if (unknown !== null) return `SQLite has no function ${unknown} of its own`;
  const left = tokens.find(({ kind, value }) => kind === "variable" || (kind === "quoted" && TEMPLATE.test(value)));
  return left === undefined ? null : `a value is left to be filled in: ${left.value}`;
}

/** Some pragmas act when they are compiled. */
function wrongSyntax(piece: Piece, check: SyntaxCheck): string | null {
  const message = piece.tokens[0]?.word === "pragma" ? null : check(checkable(piece));
  return message === null ? null : `SQLite cannot read it: ${message}`;
}

function opaque(text: string, because: string): Statement {
  return { text, changes: [{ kind: "opaque", because }] };
}

const TEMPLATE = /\{\{|\{%|\$\{|<%|#\{|%\{/;
