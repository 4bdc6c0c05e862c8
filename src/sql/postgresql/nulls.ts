// When an expression of PostgreSQL is null, from its syntax tree.
import type { Nulls } from "../../model/definition.ts";
import type { NodeKind } from "./nodes.ts";
import type { A_Expr, FuncCall, Node, SubLink } from "libpg-query";
import { isAlwaysOneRow } from "./look-ups.ts";
import { kindOf, nodeOf, nodesOf, wordsOf } from "./nodes.ts";

/** What is not known to make a value of values may make none. */
export function nullsOf(expression: Node | undefined): Nulls {
  if (expression === undefined) return "never";
  return BY_KIND[kindOf(expression)]?.(expression) ?? "maybe";
}

function worstOf(parts: readonly (Node | undefined)[]): Nulls {
  return parts.map(nullsOf).reduce(worse, "never");
}

/** One value is enough. */
function bestOf(parts: readonly Node[] | undefined): Nulls {
  return (parts ?? []).map(nullsOf).reduce((one, other) => (worse(one, other) === one ? other : one), "maybe");
}

function worse(one: Nulls, other: Nulls): Nulls {
  return ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one;
}

function nullsOfOperation({ kind, name, lexpr, rexpr }: A_Expr): Nulls {
  if (kind === "AEXPR_DISTINCT" || kind === "AEXPR_NOT_DISTINCT") return "never";
  if (kind === "AEXPR_OP" ? !TOTAL_OPERATORS.has(wordsOf(name).at(-1) ?? "") : !TOTAL_FORMS.has(kind ?? ""))
    return "maybe";
  return worstOf([lexpr, rexpr]);
}

function nullsOfCall({ funcname, args }: FuncCall): Nulls {
  const words = wordsOf(funcname);
  const name = words.at(-1) ?? "";
  if (words.length > 1 && words[0] !== "pg_catalog") return "maybe";
  if (ALWAYS_A_VALUE.has(name)) return "never";
  return TOTAL.has(name) || takesByPlace(name, args ?? []) ? worstOf(args ?? []) : "maybe";
}

/** `substring(a from 'pattern')` finds something or nothing; from a number there is always something. */
function takesByPlace(name: string, args: readonly Node[]): boolean {
  return SUBSTRING.has(name) && args.slice(1).every((arg) => nodeOf(arg, "A_Const")?.ival !== undefined);
}

/** `(select count(*) from t)`; what may find no row may have no value. */
function nullsOfQuery({ subLinkType, subselect }: SubLink): Nulls {
  if (subLinkType === "EXISTS_SUBLINK") return "never";
  const select = subLinkType === "EXPR_SUBLINK" ? nodeOf(subselect, "SelectStmt") : undefined;
  if (select === undefined || !isAlwaysOneRow(select)) return "maybe";
  return nullsOf(nodeOf(select.targetList?.[0], "ResTarget")?.val) === "never" ? "never" : "maybe";
}

const BY_KIND: Readonly<Partial<Record<NodeKind, (node: Node) => Nulls>>> = {
  A_Const: (node) => (nodeOf(node, "A_Const")?.isnull === true ? "maybe" : "never"),
  ColumnRef: () => "as-read",
  TypeCast: (node) => nullsOf(nodeOf(node, "TypeCast")?.arg),
  CollateClause: (node) => nullsOf(nodeOf(node, "CollateClause")?.arg),
  List: (node) => worstOf(nodeOf(node, "List")?.items ?? []),
  A_Expr: (node) => nullsOfOperation(nodeOf(node, "A_Expr") ?? {}),
  BoolExpr: (node) => worstOf(nodeOf(node, "BoolExpr")?.args ?? []),
  NullTest: () => "never",
  BooleanTest: () => "never",
  CoalesceExpr: (node) => bestOf(nodeOf(node, "CoalesceExpr")?.args),
  MinMaxExpr: (node) => bestOf(nodeOf(node, "MinMaxExpr")?.args),
  CaseExpr: (node) => {
    const { args, defresult } = nodeOf(node, "CaseExpr") ?? {};
    const results = nodesOf(args, "CaseWhen").map(({ result }) => result);
    return defresult === undefined ? "maybe" : worstOf([...results, defresult]);
  },
  FuncCall: (node) => nullsOfCall(nodeOf(node, "FuncCall") ?? {}),
  SQLValueFunction: () => "never",
  A_ArrayExpr: () => "never",
  RowExpr: () => "never",
  SubLink: (node) => nullsOfQuery(nodeOf(node, "SubLink") ?? {}),
};

const ORDER: readonly Nulls[] = ["never", "as-read", "maybe"];

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** The others look for something that may not be there, or are somebody's own. */
const TOTAL_OPERATORS = listed("+ - * / % ^ || = <> < > <= >= !=");

const TOTAL_FORMS: ReadonlySet<string> = listed(`
  AEXPR_IN AEXPR_LIKE AEXPR_ILIKE AEXPR_SIMILAR AEXPR_BETWEEN AEXPR_NOT_BETWEEN AEXPR_BETWEEN_SYM AEXPR_NOT_BETWEEN_SYM
`);

const ALWAYS_A_VALUE = listed(`
  now transaction_timestamp statement_timestamp clock_timestamp random gen_random_uuid uuidv4 uuidv7 uuid_generate_v4
  uuid_generate_v1 nextval concat count row_number rank dense_rank jsonb_build_object jsonb_build_array
  json_build_object json_build_array
`);

const SUBSTRING = listed("substr substring");

/** Those whose result is null for nulls alone (pg_proc.proisstrict, and what the chapter "Functions" says of each). */
const TOTAL = listed(`
  abs ceil ceiling floor round trunc sign sqrt power mod div lower upper initcap length char_length character_length
  octet_length btrim ltrim rtrim trim left right strpos position overlay replace reverse repeat lpad
  rpad translate split_part ascii chr md5 encode decode to_hex quote_ident quote_literal regexp_replace date_trunc
  age to_char to_date to_timestamp to_number make_date concat_ws format string_to_array cardinality
  to_json to_jsonb row_to_json timezone
`);
