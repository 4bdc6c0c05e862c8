import type { Change, Statement } from "../../model/change.ts";
import type { Spellings } from "../statements.ts";
import type { Piece } from "./pieces.ts";
import type { MysqlDialect } from "./token.ts";
import { cursorOf, described, isDone, refuseNext } from "./cursor.ts";
import { GRAMMAR } from "./grammar.ts";
import { piecesOf } from "./pieces.ts";
import { statement } from "./statements.ts";

/**
 * What each statement of a text changes, as far as MySQL's or MariaDB's grammar says it. A statement that is not
 * understood to its last token is `opaque`, with the token and its line.
 *
 * Tables and views are named as written. Columns, indexes and constraints, whose case both servers ignore, are given
 * in the spelling that `spellings` saw first: hand the same map to all texts whose names are to be compared.
 */
export function parseMysql(
  text: string,
  dialect: MysqlDialect,
  spellings: Spellings = new Map<string, string>(),
): readonly Statement[] {
  let quotesMean: string | null = null;
  return piecesOf(text, dialect).map((piece) => {
    const read = quotesMean === null ? readStatement(piece) : opaque(piece, quotesMean);
    quotesMean ??= otherQuotesAfter(read);
    return read;
  });

  function readStatement(piece: Piece): Statement {
    const bad = piece.tokens.find(({ kind }) => kind === "bad");
    if (bad !== undefined) return opaque(piece, described(bad));
    if (piece.isCutShort) return opaque(piece, "a body whose blocks are not closed");
    const cursor = cursorOf(piece, { dialect, source: text, spellings, grammar: GRAMMAR });
    const changes = statement(cursor);
    if (!isDone(cursor)) refuseNext(cursor);
    if (cursor.refusal !== null) return refused(piece, cursor.refusal, cursor.isHopeless);
    const { algorithm, lock } = cursor.demands;
    const demands = algorithm === null && lock === null ? {} : { demands: { algorithm, lock } };
    return { text: piece.text, changes, ...demands };
  }
}

function opaque(piece: Piece, because: string): Statement {
  return refused(piece, because, false);
}

function refused({ text }: Piece, because: string, stops: boolean): Statement {
  return { text, changes: [{ kind: "opaque", because, ...(stops && { stops }) }] };
}

/** Modes under which the same text is other tokens. */
function otherQuotesAfter({ changes }: Statement): string | null {
  return changes.some(changesTheLexer)
    ? "the sql_mode set before it, under which quotes and operators mean other things"
    : null;
}

function changesTheLexer(change: Change): boolean {
  if (change.kind !== "session-setting" || !change.setting.endsWith("sql_mode")) return false;
  const value = change.value.toLowerCase();
  return LEXER_MODES.some((mode) => value.includes(mode));
}

const LEXER_MODES: readonly string[] = ["ansi", "no_backslash_escapes", "pipes_as_concat", "oracle"];
