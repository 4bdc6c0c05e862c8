import type { ChangeOf } from "../../model/change.ts";
import type { Token } from "./tokens.ts";
import { folded } from "./names.ts";
import { itemsOf } from "./outputs.ts";

type Query = Extract<ChangeOf<"insert">["source"], { readonly from: "query" }>;

/** `select a, coalesce(b, 0), 1 from t`: what is taken of every row of one table; nothing of any other query. */
export function copyOf(query: readonly Token[]): Pick<Query, "selects" | "coalesced" | "filtered"> {
  const from = query.findIndex(({ word }) => word === "from");
  const [first, ...list] = query.slice(0, Math.max(0, from));
  const filtered = query.length !== from + 2;
  if (first?.word !== "select" || SHAPING.has(list[0]?.word ?? "")) return {};
  if (list.length === 1 && list[0]?.word === "*") return { selects: "all", filtered };
  const items = itemsOf(list);
  const coalesced = items.map(filledColumn).filter((column) => column !== null);
  const selects = items.map((item) => plainColumn(item) ?? filledColumn(item));
  return { selects, ...(coalesced.length > 0 && { coalesced }), filtered };
}

function plainColumn([token, ...rest]: readonly Token[]): string | null {
  return rest.length === 0 && token !== undefined && isName(token) ? folded(token.value) : null;
}

/** `coalesce(a, 0)`: a column with something else for its nulls. */
function filledColumn([name, open, inner, comma, ...rest]: readonly Token[]): string | null {
  const isCall = FILLING.has(name?.word ?? "") && open?.word === "(" && comma?.word === ",";
  return isCall && rest.length === 2 && inner !== undefined ? plainColumn([inner]) : null;
}

function isName({ kind, word }: Token): boolean {
  return kind === "quoted" || (kind === "word" && !VALUES.has(word));
}

/** Words that are no names. */
const VALUES: ReadonlySet<string> = new Set("null true false current_date current_time current_timestamp".split(" "));

const FILLING: ReadonlySet<string> = new Set(["coalesce", "ifnull"]);

const SHAPING: ReadonlySet<string> = new Set(["distinct", "all"]);
