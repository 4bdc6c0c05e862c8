// What a column stands beside in an expression, where PostgreSQL looks for an operator, a function or a common type.
import type { Beside, Operand } from "../../model/change/operand.ts";
import type { Name } from "../../model/definition.ts";
import type { A_Expr, CaseExpr, ColumnRef, FuncCall, Node } from "libpg-query";
import { functionName } from "./functions.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { resultTypeOf } from "./result-type.ts";
import { allOf } from "./walk.ts";

type Placed = readonly [ColumnRef, Beside];

/** The tables that a column may be of; none where that cannot be told. */
type Find = (column: ColumnRef) => readonly Name[];

/** Each column with what it stands beside, as often as it does. */
export function besidesIn(tree: unknown, find: Find): readonly Placed[] {
  return [
    ...allOf(tree, "A_Expr").flatMap((operation) => inOperation(operation, find)),
    ...allOf(tree, "CaseExpr").flatMap((choice) => inCase(choice, find)),
    ...allOf(tree, "CoalesceExpr").flatMap(({ args }) => pairs("chosen", args ?? [], find)),
    ...allOf(tree, "MinMaxExpr").flatMap(({ args }) => pairs("chosen", args ?? [], find)),
    ...allOf(tree, "BoolExpr").flatMap(({ args }) => alone("asked", args ?? [])),
    ...allOf(tree, "FuncCall").flatMap(inCall),
    ...conditionsOf(tree).flatMap((condition) => alone("asked", [condition])),
  ];
}

function inOperation(operation: A_Expr, find: Find): readonly Placed[] {
  const { kind, lexpr, rexpr } = operation;
  const left = lexpr === undefined ? [] : [lexpr];
  const right = nodeOf(rexpr, "List")?.items ?? (rexpr === undefined ? [] : [rexpr]);
  if (LIKE.has(kind ?? "")) return alone("read as a text", left);
  const how = howOf(operation);
  return how === undefined ? [] : left.flatMap((one) => right.flatMap((other) => pairs(how, [one, other], find)));
}

function howOf({ kind, name }: A_Expr): Beside["how"] | undefined {
  return kind === "AEXPR_OP" ? OPERATORS.get(wordsOf(name).at(-1) ?? "") : COMPARING.get(kind ?? "");
}

/** `case a when 1 then …`, or `case when a then …`; what is given needs a type in common. */
function inCase({ arg, args, defresult }: CaseExpr, find: Find): readonly Placed[] {
  const whens = nodesOf(args, "CaseWhen");
  const asked = whens.flatMap(({ expr }) => expr ?? []);
  const given = [...whens.flatMap(({ result }) => result ?? []), ...(defresult === undefined ? [] : [defresult])];
  const conditions =
    arg === undefined ? alone("asked", asked) : asked.flatMap((each) => pairs("compared", [arg, each], find));
  return [...conditions, ...pairs("chosen", given, find)];
}

function inCall(call: FuncCall): readonly Placed[] {
  const [first] = call.args ?? [];
  const name = functionName(call).replace(/^pg_catalog\./, "");
  if (first === undefined) return [];
  if (OF_TEXTS.has(name)) return alone("read as a text", [first]);
  return ROUNDING.has(name) && call.args?.length === 2 ? alone("rounded to places", [first]) : [];
}

/** What has to be true or false by itself. */
function conditionsOf(tree: unknown): readonly Node[] {
  const own = typeof tree === "object" && tree !== null && "whereClause" in tree ? [tree.whereClause as Node] : [];
  return [...own, ...allOf(tree, "SelectStmt").flatMap(({ whereClause }) => whereClause ?? [])];
}

function alone(how: Beside["how"], sides: readonly Node[]): readonly Placed[] {
  return sides.flatMap((side) => {
    const column = nodeOf(side, "ColumnRef");
    return column === undefined ? [] : [[column, { how }] as const];
  });
}

/** Each of the columns with what the others are, each once: a choice may have thousands of branches. */
function pairs(how: Beside["how"], sides: readonly Node[], find: Find): readonly Placed[] {
  const operands = new Map<string, Operand>();
  const columns = new Map<string, ColumnRef>();
  for (const side of sides) {
    const operand = operandOf(side, find);
    const key = JSON.stringify(operand);
    const column = nodeOf(side, "ColumnRef");
    if (operand !== null) operands.set(key, operand);
    if (column !== undefined) columns.set(key, column);
  }
  return [...columns].flatMap(([own, column]) =>
    [...operands].flatMap(([key, operand]) => (key === own ? [] : [[column, { how, operand }] as const])),
  );
}

function operandOf(side: Node, find: Find): Operand | null {
  const column = nodeOf(side, "ColumnRef");
  if (column !== undefined) return { relations: find(column), column: wordsOf(column.fields).at(-1) ?? "" };
  const literal = nodeOf(side, "A_Const")?.sval?.sval;
  if (literal !== undefined) return { literal };
  const type = resultTypeOf(side);
  return type === null ? null : { type };
}

const LIKE: ReadonlySet<string> = new Set(["AEXPR_LIKE", "AEXPR_ILIKE"]);

const OPERATORS: ReadonlyMap<string, Beside["how"]> = new Map([
  ...["=", "<>", "<", ">", "<=", ">="].map((operator) => [operator, "compared"] as const),
  ...["+", "-", "*", "/", "%"].map((operator) => [operator, "computed"] as const),
]);

const COMPARING: ReadonlyMap<string, Beside["how"]> = new Map(
  ["AEXPR_IN", "AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN", "AEXPR_NULLIF", "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT"].map(
    (kind) => [kind, "compared"] as const,
  ),
);

/** Functions that take a text first, and nothing that would become one by itself (pg_proc.proargtypes). */
const OF_TEXTS: ReadonlySet<string> = new Set(
  `lower upper initcap left right lpad rpad repeat replace translate split_part regexp_replace regexp_match regexp_matches
  regexp_split_to_array regexp_split_to_table string_to_array string_agg strpos starts_with char_length character_length
  to_date to_number ascii`.split(/\s+/),
);

const ROUNDING: ReadonlySet<string> = new Set(["round", "trunc"]);
