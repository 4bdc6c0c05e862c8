import type { Compared } from "../../model/change/data.ts";
import type { Node } from "libpg-query";
import { nodeOf, wordsOf } from "./nodes.ts";
import { allOf, stringsIn } from "./walk.ts";

/** `c = 'x'`, `c in ('x', 'y')` in a condition that asks nothing but the table. */
export function comparesIn(where: Node | undefined): { readonly compares?: readonly Compared[] } {
  if (allOf(where, "SubLink").length > 0) return {};
  const compares = allOf(where, "A_Expr").flatMap(({ kind, name, lexpr, rexpr }) => {
    const column = wordsOf(nodeOf(lexpr, "ColumnRef")?.fields).at(-1);
    const isOf = kind === "AEXPR_IN" || (kind === "AEXPR_OP" && COMPARES.has(wordsOf(name).at(-1) ?? ""));
    if (column === undefined || !isOf) return [];
    return literalsIn(rexpr).map((text) => ({ column, text: `'${text}'` }));
  });
  return compares.length > 0 ? { compares } : {};
}

/** As they are written, without what is done to them. */
function literalsIn(side: Node | undefined): readonly string[] {
  const items = nodeOf(side, "List")?.items ?? [side];
  return items.flatMap((item) => (nodeOf(item, "A_Const") === undefined ? [] : stringsIn(item)));
}

const COMPARES: ReadonlySet<string> = new Set(["=", "<>"]);
