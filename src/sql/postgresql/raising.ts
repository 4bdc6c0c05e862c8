// Whether computing an expression can fail by what a row holds, in whatever the result is kept.
import type { A_Expr, FuncCall, Node } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";
import { allOf } from "./walk.ts";

/** A division, or a function that does not take all there is. */
export function mayRaise(expression: Node): boolean {
  return (
    allOf(expression, "A_Expr").some((operation) => operation.kind === "AEXPR_OP" && !isTotal(operation)) ||
    allOf(expression, "FuncCall").some((call) => !takesAll(call))
  );
}

/** Whether what is asked of rows can fail by what one holds, but for casts of plain columns, which their types decide. */
export function asksOpenly(trees: object): { readonly mayRaise?: true } {
  const isOpen =
    allOf(trees, "A_Expr").some((operation) => isOverColumns(operation) && mayRaise({ A_Expr: operation })) ||
    allOf(trees, "FuncCall").some((call) => isOverColumns(call) && !takesAll(call)) ||
    allOf(trees, "TypeCast").some(
      (cast) =>
        nodeOf(cast.arg, "ColumnRef") === undefined && isOverColumns(cast.arg) && castsOpenly({ TypeCast: cast }),
    );
  return isOpen ? { mayRaise: true } : {};
}

function isOverColumns(part: unknown): boolean {
  return allOf(part, "ColumnRef").length > 0;
}

/** To what not every value can be. */
export function castsOpenly(expression: Node): boolean {
  return allOf(expression, "TypeCast").some(({ arg, typeName }) => {
    const isConstant = nodeOf(arg, "A_Const") !== undefined;
    return !isConstant && (typeName === undefined || !TEXT.has(columnTypeOf(typeName).name));
  });
}

function isTotal({ name, rexpr }: A_Expr): boolean {
  const operator = wordsOf(name).at(-1) ?? "";
  const isWritten = nodeOf(rexpr, "A_Const") !== undefined;
  if (TOTAL.has(operator) || (MATCHES.has(operator) && isWritten)) return true;
  return DIVIDES.has(operator) && (numberOf(rexpr) ?? 0) !== 0;
}

function takesAll({ funcname, args = [] }: FuncCall): boolean {
  const words = wordsOf(funcname);
  const name = words.at(-1) ?? "";
  if (words.length > 1 && words[0] !== "pg_catalog") return false;
  // By a pattern it reads a text, without one a number.
  if (name === "to_timestamp") return args.length === 1;
  return TAKING_ALL.has(name) || (PARTS.has(name) && args.slice(2).every((length) => (numberOf(length) ?? -1) >= 0));
}

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const TEXT = new Set(["text", "character varying", "character"]);

const DIVIDES = listed("/ %");

const TOTAL = listed("|| = <> < > <= >= != + - * -> ->> #> #>> @> <@ ? & | && @@ @? ^@ << >> #");

/** By an expression that is refused where it is none; what is written out is looked at before any row. */
const MATCHES = listed("~ ~* !~ !~*");

/** From a place that is no length, and for as many characters as is not less than none: "negative substring length". */
const PARTS = listed("substr substring");

/** Those of pg_proc that raise nothing for values of the types they take, as far as their other arguments are constants. */
const TAKING_ALL = listed(`
  lower upper initcap btrim ltrim rtrim left right length char_length character_length octet_length concat concat_ws
  replace regexp_replace reverse lpad rpad translate split_part to_char encode md5 quote_ident quote_literal quote_nullable
  array_to_string string_to_array host text abbrev family masklen jsonb_build_object jsonb_build_array json_build_object
  json_build_array to_json to_jsonb row_to_json array_to_json timezone date_trunc extract date_part round trunc floor ceil
  ceiling abs sign age strpos position cardinality array_length array_append array_prepend array_remove to_hex
  count max min sum avg string_agg array_agg bool_or bool_and json_agg jsonb_agg row_number rank dense_rank lag lead
  first_value last_value random uuid_generate_v4 uuidv4 uuidv7 to_tsvector setweight unaccent digest nextval
  starts_with unnest generate_series to_timestamp array_position num_nulls num_nonnulls isfinite
  jsonb_typeof json_typeof jsonb_pretty jsonb_strip_nulls now clock_timestamp transaction_timestamp statement_timestamp gen_random_uuid
`);
