import type { Statement } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { PlContent, PlHandler, PlStatement } from "./pl-nodes.ts";
import { asksOnlyCatalogs, literalOf, unknownCallsInExpressions } from "./pl-expressions.ts";
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
  const statements = [...before, ...readBlock(parsed.block, { ...reader, block: text, guard: null })];
  return statements.length === 0 ? [{ text, changes: [{ kind: "read" }] }] : statements;
}

interface Within extends BlockReader {
  /** The text of the whole `do`. */
  readonly block: string;
  /** What the statements depend on, if on anything. */
  readonly guard: string | null;
}

function readBlock({ body = [], exceptions }: PlContent, within: Within): readonly Statement[] {
  const handlers = exceptions?.PLpgSQL_exception_block.exc_list ?? [];
  const guard =
    handlers.length === 0 ? within.guard : both(within.guard, `unless it fails with ${conditionsOf(handlers)}`);
  return [
    ...readAll(body, { ...within, guard }),
    ...handlers.flatMap(({ PLpgSQL_exception: { action } }) =>
      readAll(action ?? [], { ...within, guard: both(within.guard, `if it fails with ${conditionsOf(handlers)}`) }),
    ),
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
  return guard === null ? [] : [opaque(block, `it ends early ${guard}`)];
}

function readIf(content: PlContent, within: Within): readonly Statement[] {
  const branches = [
    { cond: content.cond, stmts: content.then_body },
    ...(content.elsif_list ?? []).map(({ PLpgSQL_if_elsif }) => PLpgSQL_if_elsif),
  ];
  const conditions = branches.map(({ cond }) => cond?.PLpgSQL_expr.query ?? "");
  const unclear = conditions.find((condition) => !asksOnlyCatalogs(condition, within.grammar));
  if (unclear !== undefined) return [opaque(within.block, `it does what it does only if ${unclear}`)];
  return [
    ...branches.flatMap(({ stmts = [] }, index) => readAll(stmts, under(`if ${conditions[index]}`, within))),
    ...readAll(content.else_body ?? [], under(`unless ${conditions.join(" or ")}`, within)),
  ];
}

function readSql({ sqlstmt, expr }: PlContent, within: Within): readonly Statement[] {
  const text = (sqlstmt ?? expr)?.PLpgSQL_expr.query ?? "";
  return guarded(within.readSql(text), within);
}

/** `execute` of a text that stands there as it is. */
function readExecute({ query, params = [], into }: PlContent, within: Within): readonly Statement[] {
  const written = query?.PLpgSQL_expr.query ?? "";
  const text = params.length > 0 || into === true ? null : literalOf(written, within.grammar);
  if (text !== null) return guarded(within.readSql(text), within);
  return [opaque(within.block, `it executes SQL that it puts together while it runs: ${written}`)];
}

function readRaise({ elog_level = 0 }: PlContent, { block }: Within): readonly Statement[] {
  return elog_level < ERROR ? [] : [opaque(block, "it can stop with an error of its own")];
}

function guarded(statements: readonly Statement[], { guard }: Within): readonly Statement[] {
  return guard === null ? statements : statements.map((statement) => ({ ...statement, guard }));
}

function nameOf(kind: string): string {
  return kind.replace(/^PLpgSQL_stmt_/, "");
}

function under(condition: string, within: Within): Within {
  return { ...within, guard: both(within.guard, condition) };
}

function both(guard: string | null, condition: string): string {
  return guard === null ? condition : `${guard} and ${condition}`;
}

function conditionsOf(handlers: readonly PlHandler[]): string {
  const names = handlers.flatMap(({ PLpgSQL_exception: { conditions } }) =>
    conditions.map(({ PLpgSQL_condition: { condname } }) => condname),
  );
  return names.join(" or ");
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
