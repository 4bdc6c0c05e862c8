import type { ColumnType } from "../../model/definition.ts";
import type { NodeKind } from "./nodes.ts";
import type { A_Const, CaseExpr, Node } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { kindOf, nodeOf, nodesOf, wordsOf } from "./nodes.ts";

/** The type of what an expression gives, where its text says so; null where that depends on something else. */
export function resultTypeOf(expression: Node | undefined): ColumnType | null {
  const result = resultOf(expression);
  return result === "literal" ? null : result;
}

/** A literal in quotes is of whichever type is wanted. */
type Result = ColumnType | "literal" | null;

function resultOf(expression: Node | undefined): Result {
  if (expression === undefined) return null;
  const read = READERS[kindOf(expression)];
  return read === undefined ? null : read(expression);
}

const TRUTH = (): Result => named("boolean");

const READERS: Partial<Readonly<Record<NodeKind, (expression: Node) => Result>>> = {
  TypeCast: (expression) => {
    const type = nodeOf(expression, "TypeCast")?.typeName;
    return type === undefined ? null : columnTypeOf(type);
  },
  A_Const: (expression) => typeOfConstant(nodeOf(expression, "A_Const")),
  CaseExpr: (expression) => commonOf(resultsOf(nodeOf(expression, "CaseExpr"))),
  CoalesceExpr: (expression) => commonOf((nodeOf(expression, "CoalesceExpr")?.args ?? []).map(resultOf)),
  BoolExpr: TRUTH,
  NullTest: TRUTH,
  BooleanTest: TRUTH,
  A_Expr: (expression) => {
    if (isComparison(expression)) return TRUTH();
    return GIVES_TEXT.has(wordsOf(nodeOf(expression, "A_Expr")?.name).at(-1) ?? "") ? named("text") : null;
  },
  SQLValueFunction: (expression) => {
    const [word = ""] =
      (nodeOf(expression, "SQLValueFunction")?.op ?? "").match(/DATE|(?:LOCAL)?TIME(?:STAMP)?|USER/) ?? [];
    return WORDS[word] === undefined ? null : named(WORDS[word]);
  },
  FuncCall: (expression) => {
    const words = wordsOf(nodeOf(expression, "FuncCall")?.funcname);
    const isOwn = words.length > 1 && words[0] !== "pg_catalog";
    const type = RESULTS.get(words.at(-1) ?? "");
    return isOwn || type === undefined ? null : named(type);
  },
};

function typeOfConstant(constant: A_Const | undefined): Result {
  if (constant?.boolval !== undefined) return named("boolean");
  if (constant?.ival !== undefined) return named("integer");
  if (constant?.fval !== undefined) return named("numeric");
  return constant?.bsval === undefined ? "literal" : null;
}

function resultsOf({ args, defresult }: CaseExpr = {}): readonly Result[] {
  const results = nodesOf(args, "CaseWhen").map(({ result }) => resultOf(result));
  return defresult === undefined ? results : [...results, resultOf(defresult)];
}

/** select_common_type in src/backend/parser/parse_coerce.c: literals alone are text. */
function commonOf(results: readonly Result[]): Result {
  if (results.includes(null)) return null;
  const typed = results.filter((result) => result !== null && result !== "literal");
  const [first] = typed;
  if (first === undefined) return named("text");
  return typed.every(({ name }) => name === first.name) ? first : null;
}

function isComparison(expression: Node | undefined): boolean {
  const operation = nodeOf(expression, "A_Expr");
  if (operation === undefined) return false;
  return (
    COMPARING.has(operation.kind ?? "") ||
    (operation.kind === "AEXPR_OP" && COMPARES.has(wordsOf(operation.name).at(-1) ?? ""))
  );
}

function named(name: string): ColumnType {
  return { name, modifiers: [], isArray: false };
}

/** Of JSON; hstore's `->` gives text as well, and is not told from that of JSON. */
const GIVES_TEXT: ReadonlySet<string> = new Set(["->>", "#>>"]);

const COMPARES: ReadonlySet<string> = new Set(["=", "<>", "<", ">", "<=", ">="]);
const COMPARING: ReadonlySet<string> = new Set(["AEXPR_IN", "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_BETWEEN"]);

/** `current_date` and its like. */
const WORDS: Readonly<Record<string, string>> = {
  DATE: "date",
  TIME: "time with time zone",
  TIMESTAMP: "timestamp with time zone",
  LOCALTIME: "time without time zone",
  LOCALTIMESTAMP: "timestamp without time zone",
  USER: "name",
};

/** What functions give, whatever they are given (pg_proc.prorettype). */
const RESULTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    text: `upper lower initcap btrim ltrim rtrim left right substr split_part replace translate repeat lpad rpad concat
      concat_ws to_char md5 regexp_replace array_to_string format chr quote_literal quote_ident encode convert_from to_hex
      host version current_setting jsonb_pretty`,
    "timestamp with time zone": "now transaction_timestamp statement_timestamp clock_timestamp to_timestamp",
    date: "to_date make_date",
    uuid: "gen_random_uuid uuid_generate_v4 uuidv4 uuidv7",
    integer: `length char_length character_length octet_length bit_length strpos position ascii cardinality array_length
      jsonb_array_length json_array_length`,
    bigint: "nextval",
    numeric: "extract to_number",
    bytea: "decode convert_to",
    jsonb: "jsonb_build_object jsonb_build_array to_jsonb jsonb_set jsonb_strip_nulls",
    json: "json_build_object json_build_array row_to_json to_json array_to_json",
  }).flatMap(([type, names]) => names.split(/\s+/).map((name) => [name, type] as const)),
);
