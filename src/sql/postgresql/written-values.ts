import type { ChangeOf } from "../../model/change.ts";
import type { Value } from "../../model/value.ts";
import type { Source } from "./source.ts";
import type { Node, ResTarget, SelectStmt } from "libpg-query";
import { columnsReadBy, isConstant, isNull } from "./expressions.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { nullsOf } from "./nulls.ts";
import { mayRaise } from "./raising.ts";
import { resultTypeOf } from "./result-type.ts";
import { rangeFrom, textOf, until } from "./source.ts";

/** `text` is how it was written. */
export function valueOf(expression: Node, text: string): Value {
  if (isNull(expression)) return { from: "constant", isNull: true };
  const type = resultTypeOf(expression);
  const gives = type === null ? {} : { gives: type };
  if (isConstant(expression)) return { from: "constant", text, ...gives };
  const made = {
    from: "expression",
    reads: columnsReadBy(expression),
    text,
    nulls: nullsOf(expression),
    ...gives,
  } as const;
  return mayRaise(expression) ? { ...made, raises: true } : made;
}

/** What a query selects besides columns, in its place; null in a column's. */
export function computedBy(
  { targetList }: SelectStmt,
  source: Source,
): { readonly computes?: readonly (Value | null)[] } {
  const computes = nodesOf(targetList, "ResTarget").map((target) =>
    nodeOf(target.val, "ColumnRef") === undefined ? selectedValue(target, source) : null,
  );
  return computes.some((value) => value !== null) ? { computes } : {};
}

/** What a query selects in one place. */
export function selectedValue({ val, location }: ResTarget, source: Source): Value | null {
  return val === undefined ? null : valueOf(val, textOf(source, until(source, rangeFrom(source, location), ENDS)));
}

/** `values (…), (…)` */
export function valuesIn(lists: readonly Node[]): ChangeOf<"insert">["source"] {
  const rows = nodesOf([...lists], "List").map(({ items = [] }) => items);
  const nulls = [...new Set(rows.flatMap((row) => row.flatMap((item, place) => (isNull(item) ? [place] : []))))];
  const width = rows[0]?.length ?? 0;
  const places = [...Array(width).keys()];
  const defaults = places.filter((place) => rows.every((row) => nodeOf(row[place], "SetToDefault") !== undefined));
  const literals = rows.map((row) => row.map(literalOf));
  const named = rows.flatMap((row) => row.flatMap((item) => nodeOf(item, "ColumnRef") ?? []));
  return {
    from: "values",
    rows: rows.length,
    width,
    ...(nulls.length > 0 && { nulls }),
    ...(named.length > 0 && { named: named.map(({ fields }) => wordsOf(fields).join(".")) }),
    ...(defaults.length > 0 && { defaults }),
    ...(literals.some((row) => row.some((literal) => literal !== null)) && { literals }),
  };
}

/** Of strings, nulls, and numbers as they are written. */
function literalOf(item: Node): string | null {
  const { sval, isnull, ival, fval } = nodeOf(item, "A_Const") ?? {};
  if (sval?.sval !== undefined) return `'${sval.sval.replaceAll("'", "''")}'`;
  if (isnull === true) return "null";
  return ival === undefined ? (fval?.fval ?? null) : String(ival.ival ?? 0);
}

const ENDS: readonly string[] = [",", "as", "from", "where", ";"];
