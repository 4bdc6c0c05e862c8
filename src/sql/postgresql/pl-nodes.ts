// The tree of a PL/pgSQL body as libpg_query prints it (src/pg_query_json_plpgsql.c).

export interface PlExpression {
  readonly PLpgSQL_expr: { readonly query: string };
}

/** A statement: one key that is its kind. */
export type PlStatement = Readonly<Record<string, PlContent | undefined>>;

/** What the kinds of statement that are read here consist of. */
export interface PlContent {
  readonly body?: readonly PlStatement[];
  readonly exceptions?: { readonly PLpgSQL_exception_block: { readonly exc_list: readonly PlHandler[] } };
  readonly cond?: PlExpression;
  readonly then_body?: readonly PlStatement[];
  readonly elsif_list?: readonly { readonly PLpgSQL_if_elsif: PlBranch }[];
  readonly else_body?: readonly PlStatement[];
  readonly sqlstmt?: PlExpression;
  readonly expr?: PlExpression;
  readonly query?: PlExpression;
  readonly elog_level?: number;
}

export interface PlBranch {
  readonly cond: PlExpression;
  readonly stmts?: readonly PlStatement[];
}

export interface PlHandler {
  readonly PLpgSQL_exception: {
    readonly conditions: readonly { readonly PLpgSQL_condition: { readonly condname: string } }[];
    readonly action?: readonly PlStatement[];
  };
}

/** The outermost block of a body, and what its variables are set to at first; null for another language. */
export function blockOf(
  parsed: unknown,
): { readonly block: PlContent; readonly variables: unknown; readonly hasVariables: boolean } | null {
  const { plpgsql_funcs: functions } = parsed as { readonly plpgsql_funcs?: readonly PlFunction[] };
  const { action, datums } = functions?.[0]?.PLpgSQL_function ?? {};
  const block = action?.["PLpgSQL_stmt_block"];
  return block === undefined ? null : { block, variables: datums, hasVariables: declaresMore(datums) };
}

/** `found` is there without being declared. */
function declaresMore(datums: unknown): boolean {
  return Array.isArray(datums) && datums.some((datum) => !JSON.stringify(datum).includes('"refname":"found"'));
}

interface PlFunction {
  readonly PLpgSQL_function: { readonly action?: PlStatement; readonly datums?: unknown };
}
