import type { ChangeOf } from "../../model/change.ts";
import type { Token } from "./tokens.ts";
import { isOneBracket } from "../one-bracket.ts";
import { folded } from "./names.ts";
import { itemsOf } from "./outputs.ts";
import { placeOf } from "./top-level.ts";
import { valueIn } from "./values.ts";

type Query = Extract<ChangeOf<"insert">["source"], { readonly from: "query" }>;

/** `select a, coalesce(b, 0), 1 from t`: what is taken of every row of one table; nothing of any other query. */
export function copyOf(
  query: readonly Token[],
): Pick<Query, "selects" | "computes" | "coalesced" | "refilled" | "cast" | "filtered"> {
  const from = placeOf(query, "from") ?? 0;
  const list = plainList(query.slice(0, from));
  if (list === undefined) return {};
  const { qualifiers, isWhole } = sourceIn(query.slice(from + 1));
  const filtered = !isWhole || makesOneRow(list);
  const items = itemsOf(list).map((item) => unqualified(withoutAlias(item), qualifiers));
  if (items.length === 1 && items[0]?.map(({ word }) => word).join("") === "*") return { selects: "all", filtered };
  return { ...takenBy(items), filtered };
}

/** What stands between `select` and `from`. */
function plainList([first, ...list]: readonly Token[]): readonly Token[] | undefined {
  return first?.word !== "select" || SHAPING.has(list[0]?.word ?? "") ? undefined : list;
}

function makesOneRow(list: readonly Token[]): boolean {
  return list.some(({ word }, at) => AGGREGATES.has(word) && list[at + 1]?.word === "(");
}

function takenBy(
  items: readonly (readonly Token[])[],
): Pick<Query, "selects" | "computes" | "coalesced" | "refilled" | "cast"> {
  const coalesced = items.map(filledColumn).filter((column) => column !== null);
  const refilled = items.map(keptColumn).filter((column) => column !== null);
  const cast = items.map(castColumn).filter((column) => column !== null);
  const selects = items.map((item) => plainColumn(item) ?? keptColumn(item) ?? castColumn(item));
  const computes = items.map((item, place) => (selects[place] === null ? valueIn(item, textOf(item)) : null));
  const isComputed = computes.some((value) => value !== null);
  return {
    selects,
    ...(isComputed && { computes }),
    ...(coalesced.length > 0 && { coalesced }),
    ...(refilled.length > 0 && { refilled }),
    ...(cast.length > 0 && { cast }),
  };
}

interface Source {
  /** What may stand before a column: the table's own name, and what the query calls it. */
  readonly qualifiers: readonly string[];
  readonly isWhole: boolean;
}

/** `t`, `main.t`, `t as a`; the order of the rows takes none of them away. */
function sourceIn(tokens: readonly Token[]): Source {
  const [table, ...rest] = tokens[1]?.word === "." ? tokens.slice(2) : tokens;
  const place = rest[0]?.word === "as" ? 1 : 0;
  const alias = rest.slice(place, place + 1).filter((token) => isName(token) && !CLAUSES.has(token.word));
  const behind = alias.length === 0 ? rest : rest.slice(place + 1);
  return {
    qualifiers: [...(table === undefined ? [] : [table]), ...alias].map(({ value }) => folded(value)),
    isWhole: behind.length === 0 || isOnlyOrdered(behind),
  };
}

function isOnlyOrdered(clauses: readonly Token[]): boolean {
  return clauses[0]?.word === "order" && !clauses.some(({ word }) => word === "limit");
}

/** How a column is called in the result is no matter: `"a" as "b"`. */
function withoutAlias(item: readonly Token[]): readonly Token[] {
  const [as, name] = item.slice(-2);
  return as?.word === "as" && name !== undefined && isName(name) ? item.slice(0, -2) : item;
}

/** `t.a` is `a`, also within a call. */
function unqualified(item: readonly Token[], qualifiers: readonly string[]): readonly Token[] {
  const isOfTable = (at: number): boolean =>
    item[at + 1]?.word === "." && qualifiers.includes(folded(item[at]?.value ?? ""));
  return item.filter((_, at) => !isOfTable(at) && !(at > 0 && isOfTable(at - 1)));
}

function plainColumn([token, ...rest]: readonly Token[]): string | null {
  return rest.length === 0 && token !== undefined && isName(token) ? folded(token.value) : null;
}

/** `cast(a as integer)` */
function castColumn([name, ...call]: readonly Token[]): string | null {
  const [open, inner, as] = call;
  const isCast = name?.word === "cast" && open?.word === "(" && as?.word === "as";
  return isCast && inner !== undefined && isOneBracket(call) ? plainColumn([inner]) : null;
}

/** `coalesce(a, b || 'c')`: a column with something else, or nothing, for its nulls. */
function keptColumn([name, ...call]: readonly Token[]): string | null {
  const [open, inner, comma] = call;
  const isCall = FILLING.has(name?.word ?? "") && open?.word === "(" && comma?.word === ",";
  return isCall && inner !== undefined && isOneBracket(call) ? plainColumn([inner]) : null;
}

/** `coalesce(a, 0)`: something else it is for certain. */
function filledColumn(item: readonly Token[]): string | null {
  return isFilling(item.slice(4)) ? keptColumn(item) : null;
}

/** One value, and the end of the call. */
function isFilling([value, _close, ...more]: readonly Token[]): boolean {
  return more.length === 0 && value !== undefined && value.word !== "null";
}

function textOf(item: readonly Token[]): string {
  return item.map(({ value }) => value).join(" ");
}

function isName({ kind, word }: Token): boolean {
  return kind === "quoted" || (kind === "word" && !VALUES.has(word));
}

/** Words that are no names. */
const VALUES: ReadonlySet<string> = new Set("null true false current_date current_time current_timestamp".split(" "));

const FILLING: ReadonlySet<string> = new Set(["coalesce", "ifnull"]);

/** They make one row of many; `max` and `min` of several values do not, and are taken for it as well. */
const AGGREGATES: ReadonlySet<string> = new Set(
  "avg count group_concat json_group_array json_group_object jsonb_group_array jsonb_group_object max median min percentile string_agg sum total".split(
    " ",
  ),
);

const SHAPING: ReadonlySet<string> = new Set(["distinct", "all"]);

/** What may follow a table without an alias. */
const CLAUSES: ReadonlySet<string> = new Set(
  "where order group having limit join left right full inner cross natural union except intersect window indexed not on using".split(
    " ",
  ),
);
