// Whether what an expression makes has room in a column's type. PostgreSQL assigns it, so that only a cast that is
// written cuts a text; ATPrepAlterColumnType in src/backend/commands/tablecmds.c.
import type { ColumnType } from "../../model/definition.ts";
import type { FuncCall, Node, TypeCast } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";
import { allOf } from "./walk.ts";

/** Constants and what is cut fit; anything else may be too long or too large, or be cast from what it is not. */
export function isRefusable(expression: Node, type: ColumnType): boolean {
  if (isConstant(expression) || isComparison(expression)) return false;
  if (isElement(expression)) return limitOf(type) !== undefined;
  const call = nodeOf(expression, "FuncCall");
  if (call !== undefined) return !isCutting(call, type);
  const cast = nodeOf(expression, "TypeCast");
  if (cast !== undefined && toText(cast) !== undefined)
    return !isWithin(cast, type) || cast.arg === undefined || allOf(cast.arg, "TypeCast").length > 0;
  const choice = nodeOf(expression, "CaseExpr");
  if (choice === undefined) return true;
  const results = [...nodesOf(choice.args, "CaseWhen").map(({ result }) => result), choice.defresult];
  return !results.every((result) => result === undefined || isConstant(result));
}

/** It ends with a cast that leaves no more of a text than the column takes. */
export function isCut(expression: Node, type: ColumnType): boolean {
  const cast = nodeOf(expression, "TypeCast");
  if (cast?.arg === undefined || limitOf(type) === undefined || !isWithin(cast, type)) return false;
  return allOf(cast.arg, "TypeCast").every((inner) => toText(inner) !== undefined);
}

function isWithin(cast: TypeCast, type: ColumnType): boolean {
  const made = toText(cast);
  return made !== undefined && TEXT.has(type.name) && fits(made.modifiers[0] ?? null, type);
}

function toText({ typeName }: TypeCast): ColumnType | undefined {
  const made = typeName === undefined ? undefined : columnTypeOf(typeName);
  return made !== undefined && TEXT.has(made.name) ? made : undefined;
}

/** `left(a, 20)`, `substr(a, 1, 20)` */
function isCutting({ funcname, args = [] }: FuncCall, type: ColumnType): boolean {
  const parts = CUTTING.get(wordsOf(funcname).at(-1) ?? "");
  return parts !== undefined && fits(args.length === parts ? numberOf(args.at(-1)) : null, type);
}

function fits(length: number | null, type: ColumnType): boolean {
  const limit = limitOf(type);
  return limit === undefined || (length !== null && length >= 0 && length <= limit);
}

function limitOf({ name, modifiers: [limit] }: ColumnType): number | undefined {
  return TEXT.has(name) ? limit : undefined;
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

/** Functions that leave a part of a text, and how many arguments say how long it is. */
const CUTTING: ReadonlyMap<string, number> = new Map([
  ["left", 2],
  ["substr", 3],
  ["substring", 3],
]);

const TEXT: ReadonlySet<string> = new Set(["text", "character varying", "character"]);
