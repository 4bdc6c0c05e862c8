// What SQLite looks up anew whenever a view is read: other databases settle it when the view is made.
import type { LookedUp } from "../../model/change/views.ts";
import type { Token } from "./tokens.ts";
import { folded, isName } from "./names.ts";
import { itemsOf } from "./outputs.ts";
import { tablesIn } from "./reads.ts";
import { topLevel } from "./top-level.ts";
import { columnsIn } from "./values.ts";

/** Undefined of one table, where nothing can be meant but that; and where nobody can tell: queries within others, `with`. */
export function lookedUpIn(query: readonly Token[]): LookedUp | undefined {
  const parts = partsOf(query);
  if (parts.length === 1 && tablesIn(query).length < 2) return undefined;
  if (parts.some((part) => part[0]?.word !== "select" || part.filter(({ word }) => word === "select").length > 1))
    return undefined;
  const widths = parts.map(widthOf).filter((width) => width !== null);
  return { bare: parts.length === 1 ? bareIn(query) : [], widths: widths.length === parts.length ? widths : [] };
}

function partsOf(query: readonly Token[]): readonly (readonly Token[])[] {
  const ends = topLevel(query).filter((place) => COMBINING.has(query[place]?.word ?? ""));
  return [-1, ...ends].map((start, at) => {
    const part = query.slice(start + 1, ends[at] ?? query.length);
    return part[0]?.word === "all" ? part.slice(1) : part;
  });
}

/** How many columns it has besides those of the tables behind its `*`; null for `t.*`, which may be one of several. */
function widthOf(part: readonly Token[]): LookedUp["widths"][number] | null {
  const items = itemsOf(part.slice(1));
  const stars = items.filter((item) => item.at(-1)?.word === "*" && item.length < 4);
  const isWhole = stars.every(({ length }) => length === 1);
  if (!isWhole || part.some(({ word }) => word === "natural" || word === "using")) return null;
  return { others: items.length - stars.length, behind: stars.flatMap(() => tablesIn(part)) };
}

/** Names of columns that stand alone, and may mean that of one table or of another; not what the view calls its own. */
function bareIn(query: readonly Token[]): readonly string[] {
  if (query.some(({ word }) => word === "natural" || word === "using")) return [];
  const given = query.flatMap((token, place) =>
    query[place - 1]?.word === "as" && isName(token) ? [folded(token.value)] : [],
  );
  return columnsIn(query).filter((column) => !column.includes(".") && !given.includes(column));
}

const COMBINING: ReadonlySet<string> = new Set(["union", "except", "intersect"]);
