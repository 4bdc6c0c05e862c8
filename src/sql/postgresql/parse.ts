import type { Change, Statement } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { Piece } from "./split.ts";
import type { Node } from "libpg-query";
import { unreadable } from "../longest.ts";
import { withPartners } from "../partners.ts";
import { statementsOfBlock } from "./do-block.ts";
import { errorPosition, loadGrammar } from "./grammar.ts";
import { withLooseNames } from "./loose-names.ts";
import { misplacedAggregate } from "./misplaced-aggregates.ts";
import { kindOf } from "./nodes.ts";
import { withReads } from "./only-reads.ts";
import { placeholderIn } from "./placeholder.ts";
import { refusedExpression } from "./refused-expressions.ts";
import { withRows } from "./result-rows.ts";
import { sourceOf } from "./source.ts";
import { splitStatements } from "./split.ts";
import { withLookUps } from "./sql-body.ts";
import { changesOf } from "./statements.ts";
import { spokenIn } from "./tokens.ts";
import { withEffects } from "./trigger-effects.ts";
import { stringsIn } from "./walk.ts";

/**
 * What the statements of a script change, in their order; empty for comments alone. Never fails: a statement that is not
 * understood has one `opaque` change that says why.
 */
export async function parsePostgresql(text: string): Promise<readonly Statement[]> {
  const tooLong = unreadable(text);
  if (tooLong !== null) return [tooLong];
  const pieces = splitStatements(text.replace(/^\uFEFF/, ""));
  if (pieces.length === 0) return [];
  const grammar = await loadGrammar();
  return pieces.flatMap((piece) => statementsOfPiece(piece, grammar));
}

function statementsOfPiece(piece: Piece, grammar: Grammar): readonly Statement[] {
  const trouble = piece.trouble ?? (piece.text.includes("\0") ? "it contains a zero byte" : null);
  if (trouble !== null) return [{ text: piece.text, changes: [opaque(piece, trouble)] }];
  try {
    return statementsOf(piece, grammar);
  } catch (error) {
    return [{ text: piece.text, changes: [refused(piece, error)] }];
  }
}

/** One, but for a `do`, which has as many as its body. */
function statementsOf({ text, line }: Piece, grammar: Grammar): readonly Statement[] {
  const [node, ...others] = grammar.parse(text);
  if (node === undefined || others.length > 0) return [{ text, changes: [NOT_ONE] }];
  if (kindOf(node) !== "DoStmt") {
    const changes = changesOfNode(node, text).map((change) => {
      const known = withPartners(withRows(change, node, { text, grammar }), () => spokenIn(text));
      const looking = withLookUps(known, node, grammar);
      return withLooseNames(withReads(withEffects(looking, text, grammar), text, grammar), text, grammar);
    });
    return [{ text, changes, strings: stringsIn(node) }];
  }
  const readSql = (inner: string): readonly Statement[] =>
    splitStatements(inner).flatMap((piece) => statementsOfPiece({ ...piece, line: line + piece.line - 1 }, grammar));
  return statementsOfBlock(text, { grammar, readSql });
}

function changesOfNode(node: Node, text: string): readonly Change[] {
  const placeholder = placeholderIn(node);
  if (placeholder !== null) return [{ kind: "opaque", because: placeholder }];
  const refusal = refusedExpression(node) ?? misplacedAggregate(node);
  if (refusal !== null) return [{ kind: "opaque", because: refusal, stops: true }];
  return changesOf(node, sourceOf(text));
}

function refused(piece: Piece, error: unknown): Change {
  if (error instanceof RangeError) return opaque(piece, "it is nested too deeply to be read");
  const message = error instanceof Error ? error.message : String(error);
  const place = errorPosition(error, piece.text) ?? 0;
  const line = piece.line + piece.text.slice(0, place).split("\n").length - 1;
  const because = `PostgreSQL's grammar refuses it: ${message} (line ${line})`;
  return { kind: "opaque", because, ...(message.includes(NEVER) && { stops: true }) };
}

function opaque({ line, isHarmless }: Piece, trouble: string): Change {
  return { kind: "opaque", because: `${trouble} (line ${line})`, ...(isHarmless && { ofClient: true }) };
}

/** src/backend/parser/gram.y, AlterEnumStmt: no version has it. */
const NEVER = "dropping an enum value is not implemented";

const NOT_ONE: Change = { kind: "opaque", because: "where its statements begin and end cannot be told" };
