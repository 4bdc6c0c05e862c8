import type { DefaultValue, Name, Named } from "../../model/definition.ts";
import type { NullTest } from "../../model/value.ts";
import type { ColumnRef, FuncCall, Node } from "libpg-query";
import { functionName, functionNature, isBuiltIn } from "./functions.ts";
import { nameInText } from "./name-in-text.ts";
import { kindOf, nodeOf, wordsOf } from "./nodes.ts";
import { resultTypeOf } from "./result-type.ts";
import { userTypesIn } from "./user-types.ts";
import { allOf, partsOfNode, stringsIn } from "./walk.ts";

/** How often the value changes; `text` is how it was written. What is not known counts as different for every row. */
export function defaultOf(expression: Node, text: string): DefaultValue {
  const nature = natureOf(expression);
  if (nature === "null") return { kind: "null" };
  const sequence = sequenceIn(expression);
  const gives = resultTypeOf(expression);
  const typed = gives === null ? {} : { gives };
  return { kind: nature, text, names: namesIn(expression), ...(sequence !== null && { sequence }), ...typed };
}

/** What an expression or a query names. */
export function namesIn(tree: unknown): Named {
  const columns = allOf(tree, "ColumnRef").map(({ fields }) => wordsOf(fields).at(-1) ?? "");
  const calls = allOf(tree, "FuncCall");
  const made = calls.filter((call) => !isBuiltIn(call)).map(nameOfCall);
  const types = userTypesIn(tree);
  return {
    columns: [...new Set(columns.map((column) => (column === "" ? "*" : column)))],
    routines: [...new Set(calls.map(nameOfCall))],
    ...(made.length > 0 && { made: [...new Set(made)] }),
    ...(types.length > 0 && { types }),
  };
}

function nameOfCall({ funcname }: FuncCall): string {
  return wordsOf(funcname).at(-1) ?? "";
}

/** What the row of a table is asked for: its columns without more, or after one of the given names. */
export function namesOfRow(tree: unknown, rows: readonly string[]): Named {
  const columns = allOf(tree, "ColumnRef").flatMap(({ fields }) => {
    const words = wordsOf(fields);
    const isOfRow = words.length === 1 || rows.includes(words.at(-2) ?? "");
    return isOfRow ? [words.at(-1) || "*"] : [];
  });
  return { ...namesIn(tree), columns: [...new Set(columns)] };
}

/** `c is null`, `c is not null`. */
export function nullTestOf(condition: Node | undefined): NullTest | null {
  const test = nodeOf(condition, "NullTest");
  const column = wordsOf(nodeOf(test?.arg, "ColumnRef")?.fields).at(-1);
  return test === undefined || column === undefined ? null : { column, isNull: test.nulltesttype === "IS_NULL" };
}

/** What `nextval` is asked for. */
function sequenceIn(expression: Node): Name | null {
  const call = allOf(expression, "FuncCall").find(({ funcname }) => wordsOf(funcname).at(-1) === "nextval");
  const [named] = stringsIn(call?.args);
  return named === undefined ? null : nameInText(named);
}

/** True for what is the same for all rows and at all times, null included. */
export function isConstant(expression: Node): boolean {
  const nature = natureOf(expression);
  return nature === "null" || nature === "constant";
}

export function isNull(expression: Node): boolean {
  return natureOf(expression) === "null";
}

/** The columns an expression reads, qualified as written, each once. */
export function columnsReadBy(expression: unknown): readonly string[] {
  return [...new Set(allOf(expression, "ColumnRef").map(columnText))];
}

/** The functions that an expression or a query calls and whose effects are not in the text, each once. */
export function unknownCallsIn(tree: unknown): readonly string[] {
  const unknown = allOf(tree, "FuncCall").filter((call) => functionNature(call) === "unknown");
  return [...new Set(unknown.map(functionName))];
}

type Nature = "null" | "constant" | "stable" | "volatile";

function natureOf(expression: Node): Nature {
  const constant = nodeOf(expression, "A_Const");
  if (constant !== undefined) return constant.isnull === true ? "null" : "constant";
  const argument = nodeOf(expression, "TypeCast")?.arg;
  if (argument !== undefined) return natureOfCast(argument);
  const call = nodeOf(expression, "FuncCall");
  const own = call === undefined ? natureOfKind(kindOf(expression)) : natureOfCall(call);
  const parts = partsOfNode(expression).filter((part) => !IN_NAMES.has(kindOf(part)));
  return parts.map(natureOf).reduce(worse, own);
}

/** The first cast of a literal is done once and for all; one of its result (`'now'::text::date`) whenever it is asked. */
function natureOfCast(argument: Node): Nature {
  const nature = natureOf(argument);
  return nature === "constant" && nodeOf(argument, "TypeCast") !== undefined ? "stable" : nature;
}

function natureOfKind(kind: string): Nature {
  if (kind === "SQLValueFunction") return "stable";
  return TRANSPARENT.has(kind) ? "constant" : "volatile";
}

function natureOfCall(call: FuncCall): Nature {
  const nature = functionNature(call);
  if (nature === "immutable") return "constant";
  return nature === "stable" ? "stable" : "volatile";
}

function worse(one: Nature, other: Nature): Nature {
  return NATURES.indexOf(other) > NATURES.indexOf(one) ? other : one;
}

function columnText({ fields }: ColumnRef): string {
  return wordsOf(fields)
    .map((word) => (word === "" ? "*" : word))
    .join(".");
}

const NATURES: readonly Nature[] = ["null", "constant", "stable", "volatile"];

/** Names of operators and types, which are no values. */
const IN_NAMES: ReadonlySet<string> = new Set(["String", "TypeName", "Integer"]);

/** Expressions that are what their parts are. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  "A_ArrayExpr",
  "A_Expr",
  "A_Indices",
  "A_Indirection",
  "BoolExpr",
  "BooleanTest",
  "CaseExpr",
  "CaseWhen",
  "CoalesceExpr",
  "CollateClause",
  "List",
  "MinMaxExpr",
  "NamedArgExpr",
  "NullTest",
  "RowExpr",
]);
