import type { Node } from "libpg-query";
import { functionName } from "./functions.ts";
import { wordsOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/** Why the server refuses an expression that a statement has it keep, whatever the rows; null where it takes all. */
export function refusedExpression(node: Node): string | null {
  const column = columnInDefault(node);
  if (column !== null) return `a default cannot read a column: ${column}`;
  const kept = keptIn(node);
  const asking = kept.find(({ expressions }) => allOf(expressions, "SubLink").length > 0);
  if (asking !== undefined) return `${asking.what} cannot ask a query`;
  const changing = kept.filter(({ isFixed }) => isFixed).flatMap(({ expressions }) => changingIn(expressions));
  return changing.length === 0 ? null : `${changing[0]} is not the same at all times, as what is kept must be`;
}

/** A text in the quotes of a word processor, or without any: src/backend/parser/parse_expr.c, transformColumnRef. */
function columnInDefault(node: Node): string | null {
  const [column] = allOf(defaultsIn(node), "ColumnRef");
  return column === undefined ? null : wordsOf(column.fields).join(".");
}

function defaultsIn(node: Node): readonly unknown[] {
  const set = allOf(node, "AlterTableCmd").filter(({ subtype }) => subtype === "AT_ColumnDefault");
  return [...inConstraints(node, "CONSTR_DEFAULT"), ...set.map(({ def }) => def)];
}

function inConstraints(node: Node, kind: string): readonly unknown[] {
  return allOf(node, "Constraint")
    .filter(({ contype }) => contype === kind)
    .map(({ raw_expr }) => raw_expr);
}

interface Kept {
  readonly what: string;
  readonly expressions: readonly unknown[];
  /** True where nothing may stand in it whose result may change: contain_mutable_functions in src/backend/optimizer. */
  readonly isFixed: boolean;
}

/** The places of which transformSubLink in src/backend/parser/parse_expr.c says that they cannot have a query. */
function keptIn(node: Node): readonly Kept[] {
  const retyped = allOf(node, "AlterTableCmd").filter(({ subtype }) => subtype === "AT_AlterColumnType");
  const indexed = [
    ...allOf(node, "IndexElem").map(({ expr }) => expr),
    ...allOf(node, "IndexStmt").map(({ whereClause }) => whereClause),
  ];
  return [
    { what: "a default", expressions: defaultsIn(node), isFixed: false },
    { what: "a check", expressions: inConstraints(node, "CONSTR_CHECK"), isFixed: false },
    { what: "a computed column", expressions: inConstraints(node, "CONSTR_GENERATED"), isFixed: true },
    { what: "an index", expressions: indexed, isFixed: true },
    { what: "a change of a type", expressions: retyped.map(({ def }) => def), isFixed: false },
    {
      what: "a trigger's condition",
      expressions: allOf(node, "CreateTrigStmt").map(({ whenClause }) => whenClause),
      isFixed: false,
    },
  ];
}

function changingIn(expressions: readonly unknown[]): readonly string[] {
  const calls = allOf(expressions, "FuncCall").map((call) => [functionName(call), call.args?.length ?? 0] as const);
  const changing = calls.flatMap(([name, count]) => {
    const own = name.replace(/^pg_catalog\./, "");
    return CHANGING.has(own) || CHANGING_OF[own] === count ? [name] : [];
  });
  return allOf(expressions, "SQLValueFunction").length > 0 ? ["the date, the time or the user", ...changing] : changing;
}

/** What pg_proc says so of, whatever the types of what it is given. */
const CHANGING: ReadonlySet<string> = new Set(
  `now transaction_timestamp statement_timestamp clock_timestamp timeofday random gen_random_uuid nextval currval lastval
  to_char to_date to_number make_timestamptz concat concat_ws format array_to_string unaccent convert_from convert_to
  to_json to_jsonb row_to_json array_to_json json_build_object json_build_array jsonb_build_object jsonb_build_array
  current_setting version pg_typeof format_type to_regclass txid_current`.split(/\s+/),
);

/** Of so many arguments. */
const CHANGING_OF: Readonly<Record<string, number>> = {
  age: 1,
  to_timestamp: 2,
  to_tsvector: 1,
  to_tsquery: 1,
  plainto_tsquery: 1,
  phraseto_tsquery: 1,
  websearch_to_tsquery: 1,
};
