import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { FuncCall, Node } from "libpg-query";
import { throughOf } from "./casts.ts";
import { isCut, isRefusable } from "./fitting.ts";
import { wordsOf } from "./nodes.ts";
import { castsOpenly } from "./raising.ts";
import { allOf, stringsIn } from "./walk.ts";
import { valueOf } from "./written-values.ts";

type Conversion = Pick<
  ChangeOf<"change-type">,
  "zone" | "computed" | "refusable" | "makes" | "through" | "cuts" | "forgets"
>;

/** What the expression behind `using` does besides casting. */
export function conversionOf(
  expression: Node | undefined,
  { name: column, type }: { readonly name: string; readonly type: ColumnType },
): Conversion {
  if (expression === undefined) return {};
  const reads = allOf(expression, "ColumnRef").map(({ fields }) => wordsOf(fields).at(-1));
  const isOwn = reads.length === 1 && reads[0] === column;
  const calls = allOf(expression, "FuncCall");
  const computed = !isOwn || !calls.every(isZone) || COMPUTED.some((kind) => allOf(expression, kind).length > 0);
  return {
    ...zoneIn(calls),
    ...(computed
      ? { computed, refusable: isRefusable(expression, type), makes: madeOf(expression) }
      : throughOf(expression, type)),
    ...(isCut(expression, type) && { cuts: true }),
    ...(!reads.includes(column) && { forgets: true }),
  };
}

function madeOf(expression: Node): Value {
  const made = valueOf(expression, "");
  return made.from === "expression" && castsOpenly(expression) ? { ...made, raises: true } : made;
}

function zoneIn(calls: readonly FuncCall[]): Pick<Conversion, "zone"> {
  const [zone] = stringsIn(calls.find(isZone)?.args?.[0]);
  return zone === undefined ? {} : { zone: zone.toLowerCase() };
}

/** `at time zone` */
function isZone({ funcname }: FuncCall): boolean {
  return wordsOf(funcname).at(-1) === "timezone";
}

const COMPUTED = ["A_Expr", "CaseExpr", "CoalesceExpr", "MinMaxExpr", "BoolExpr", "NullTest", "A_Indirection"] as const;
