import type { ChangeOf } from "../../model/change.ts";
import type { FuncCall, Node } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { allOf, stringsIn } from "./walk.ts";

type Conversion = Pick<ChangeOf<"change-type">, "zone" | "computed" | "refusable" | "forgets">;

/** What the expression behind `using` does besides casting. */
export function conversionOf(expression: Node | undefined, column: string): Conversion {
  if (expression === undefined) return {};
  const reads = allOf(expression, "ColumnRef").map(({ fields }) => wordsOf(fields).at(-1));
  const isOwn = reads.length === 1 && reads[0] === column;
  const calls = allOf(expression, "FuncCall");
  const computed = !isOwn || !calls.every(isZone) || COMPUTED.some((kind) => allOf(expression, kind).length > 0);
  return {
    ...zoneIn(calls),
    ...(computed && { computed, refusable: isRefusable(expression) }),
    ...(!reads.includes(column) && { forgets: true }),
  };
}

function zoneIn(calls: readonly FuncCall[]): Pick<Conversion, "zone"> {
  const [zone] = stringsIn(calls.find(isZone)?.args?.[0]);
  return zone === undefined ? {} : { zone: zone.toLowerCase() };
}

/** Constants and what is cut fit; anything else may be too long or too large, or be cast from what it is not. */
function isRefusable(expression: Node): boolean {
  if ([isConstant, isComparison, isElement].some((fits) => fits(expression))) return false;
  const call = nodeOf(expression, "FuncCall");
  if (call !== undefined) return !CUTTING.has(wordsOf(call.funcname).at(-1) ?? "");
  const cast = nodeOf(expression, "TypeCast");
  if (cast?.typeName !== undefined && TEXT.has(columnTypeOf(cast.typeName).name))
    return cast.arg !== undefined && allOf(cast.arg, "TypeCast").length > 0;
  const choice = nodeOf(expression, "CaseExpr");
  if (choice === undefined) return true;
  const results = [...nodesOf(choice.args, "CaseWhen").map(({ result }) => result), choice.defresult];
  return !results.every((result) => result === undefined || isConstant(result));
}

function isElement(expression: Node): boolean {
  return nodeOf(nodeOf(expression, "A_Indirection")?.arg, "ColumnRef") !== undefined;
}

/** Of what is there, with nothing but constants: true or false. */
function isComparison(expression: Node): boolean {
  const asked = allOf(expression, "A_Expr");
  const isAsked = nodeOf(expression, "A_Expr") !== undefined || nodeOf(expression, "NullTest") !== undefined;
  const isPlain = allOf(expression, "FuncCall").length === 0 && allOf(expression, "TypeCast").length === 0;
  return isAsked && isPlain && asked.every(({ name }) => COMPARES.has(wordsOf(name).at(-1) ?? ""));
}

const COMPARES: ReadonlySet<string> = new Set(["=", "<>", "<", ">", "<=", ">="]);

function isConstant(value: Node): boolean {
  const inner = nodeOf(value, "TypeCast")?.arg ?? value;
  return nodeOf(inner, "A_Const") !== undefined;
}

const CUTTING: ReadonlySet<string> = new Set(["left", "substr", "substring"]);

/** A cast to one of these cuts what is too long. */
const TEXT: ReadonlySet<string> = new Set(["text", "character varying", "character"]);

/** `at time zone` */
function isZone({ funcname }: FuncCall): boolean {
  return wordsOf(funcname).at(-1) === "timezone";
}

const COMPUTED = ["A_Expr", "CaseExpr", "CoalesceExpr", "MinMaxExpr", "BoolExpr", "NullTest", "A_Indirection"] as const;
