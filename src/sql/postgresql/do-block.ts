import type { Change, Statement } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { Guard } from "./guards.ts";
import type { PlContent, PlHandler, PlStatement } from "./pl-nodes.ts";
import { both, guardOfErrors, guarded } from "./guards.ts";
import { guardOf, unknownCallsInExpressions } from "./pl-expressions.ts";
import { blockOf } from "./pl-nodes.ts";

/** How the SQL within a block is read: as if it stood alone. */
export interface BlockReader {
  readonly grammar: Grammar;
  readonly readSql: (text: string) => readonly Statement[];
}

/**
 * The statements in the body of a `do`, as if they stood alone, where they are plain SQL or depend on nothing but what
 * exists. What the body puts together, decides or repeats while it runs is opaque.
 */
export function statementsOfBlock(text: string, reader: BlockReader): readonly Statement[] {
  const parsed = blockOf(reader.grammar.parsePlPgSql(text));
  if (parsed === null) return [opaque(text, "the language of its body is not read")];
  const calls = unknownCallsInExpressions(parsed.variables, reader.grammar);
  const before = calls.length === 0 ? [] : [opaque(text, `its variables begin as what ${calls.join(", ")} returns`)];
  const within = { ...reader, block: text, guard: null, hasVariables: parsed.hasVariables };
  const statements = [...before, ...readBlock(parsed.block, within)];
  return statements.length === 0 ? [{ text, changes: [{ kind: "read" }] }] : statements;
}

interface Within extends BlockReader {
  /** The text of the whole `do`. */
  readonly block: string;
  /** What the statements depend on, if on anything. */
  readonly guard: Guard | null;
  readonly hasVariables: boolean;
}

/** What a handler does about an error is not followed; that it does nothing is. */
function readBlock({ body = [], exceptions }: PlContent, within: Within): readonly Statement[] {
  const handlers = exceptions?.PLpgSQL_exception_block.exc_list ?? [];
  if (handlers.length === 0) return readAll(body, within);
  const repairs = readAll(
    handlers.flatMap(({ PLpgSQL_exception: { action } }) => action ?? []),
    within,
  );
  return [
    ...readAll(body, under(guardOfErrors(conditionsOf(handlers)), within)),
    ...(repairs.length === 0 ? [] : [opaque(within.block, "it does something else if it fails")]),
  ];
}

function readAll(statements: readonly PlStatement[], within: Within): readonly Statement[] {
  return statements.flatMap((statement) => {
    const [kind = "", content = {}] = Object.entries(statement)[0] ?? [];
    const read = READERS[kind];
    if (read !== undefined) return read(content, within);
    return [opaque(within.block, `the rules do not follow this in a do block: ${NAMES[kind] ?? nameOf(kind)}`)];
  });
}

/** A jump out of the block makes what follows depend on how it came there. */
function readReturn(_content: PlContent, { guard, block }: Within): readonly Statement[] {
  return guard === null ? [] : [opaque(block, `it ends early ${guard.text}`)];
}

function readIf(content: PlContent, within: Within): readonly Statement[] {
  const { cond, then_body = [], elsif_list = [], else_body = [] } = content;
  const condition = (cond?.PLpgSQL_expr.query ?? "").replaceAll(/\s+/g, " ");
  const guard = guardOf(condition, within.grammar);
  const otherwise: Guard = { text: `unless ${condition}`, what: "other", about: null };
  if (guard === null) return [opaque(within.block, `what it does depends on ${condition}`)];
  return [
    ...readAll(then_body, under(guard, within)),
    ...elsif_list.flatMap(({ PLpgSQL_if_elsif: { stmts = [] } }) => readAll(stmts, under(otherwise, within))),
    ...readAll(else_body, under(otherwise, within)),
  ];
}

function readSql({ sqlstmt, expr }: PlContent, within: Within): readonly Statement[] {
  const text = (sqlstmt ?? expr)?.PLpgSQL_expr.query ?? "";
  const statements = within.readSql(text);
  return underGuard(within.hasVariables ? statements.map(withVariables) : statements, within);
}

/** What stands in the place of a value, or without a table, may be a variable of the block. */
function withVariables(statement: Statement): Statement {
  return { ...statement, changes: statement.changes.map(withoutNames) };
}

function withoutNames(change: Change): Change {
  if (change.kind === "update" || change.kind === "delete") {
    const { needs: _, asks: __, ...others } = change;
    return others;
  }
  if (change.kind !== "insert") return change;
  const { needs: _, ...others } = change;
  if (others.source.from !== "values") return others;
  const { named: __, ...source } = others.source;
  return { ...others, source };
}

/** Even a text that stands there as it is: it is SQL only once it runs. */
function readExecute({ query }: PlContent, { block }: Within): readonly Statement[] {
  return [opaque(block, `it executes a text, which is SQL only once it runs: ${query?.PLpgSQL_expr.query ?? ""}`)];
}

function readRaise({ elog_level = 0 }: PlContent, { block, guard }: Within): readonly Statement[] {
  if (elog_level < ERROR) return [];
  if (guard !== null) return [opaque(block, "it can stop with an error of its own")];
  return [{ text: block, changes: [{ kind: "opaque", because: "it stops with an error of its own", stops: true }] }];
}

function underGuard(statements: readonly Statement[], { guard }: Within): readonly Statement[] {
  return guard === null ? statements : statements.map((statement) => guarded(statement, guard));
}

function nameOf(kind: string): string {
  return kind.replace(/^PLpgSQL_stmt_/, "");
}

function under(guard: Guard, within: Within): Within {
  return { ...within, guard: both(within.guard, guard) };
}

function conditionsOf(handlers: readonly PlHandler[]): readonly string[] {
  return handlers.flatMap(({ PLpgSQL_exception: { conditions } }) =>
    conditions.map(({ PLpgSQL_condition: { condname } }) => condname),
  );
}

function opaque(text: string, because: string): Statement {
  return { text, changes: [{ kind: "opaque", because }] };
}

/** src/include/utils/elog.h */
const ERROR = 21;

/** Where the parser's own name says little. */
const NAMES: Readonly<Record<string, string>> = {
  PLpgSQL_stmt_fors: "a loop over the rows of a query",
  PLpgSQL_stmt_fori: "a loop over numbers",
  PLpgSQL_stmt_foreach_a: "a loop over an array",
  PLpgSQL_stmt_dynfors: "a loop over the rows of a query that is put together",
  PLpgSQL_stmt_assign: "a variable that is set",
};

const READERS: Readonly<Record<string, (content: PlContent, within: Within) => readonly Statement[]>> = {
  PLpgSQL_stmt_block: readBlock,
  PLpgSQL_stmt_if: readIf,
  PLpgSQL_stmt_execsql: readSql,
  PLpgSQL_stmt_perform: readSql,
  PLpgSQL_stmt_dynexecute: readExecute,
  PLpgSQL_stmt_raise: readRaise,
  PLpgSQL_stmt_return: readReturn,
};
