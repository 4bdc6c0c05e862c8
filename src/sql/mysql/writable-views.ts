// Which writes go through a view that is no plain one of one table ("Updatable and Insertable Views" in MySQL's manual).
import type { Token } from "./token.ts";

/**
 * Whether an update may: the view's rows are rows of its tables, as the tokens of its query say, and some columns come out as
 * they are. A join takes updates of one table, and a view some of whose columns are computed those of the others.
 */
export function mayTakeUpdates(query: readonly Token[], columns: readonly (string | null)[] | null): boolean {
  if (columns !== null && columns.every((column) => column === null)) return false;
  const outside = outermost(query);
  const isFolded = outside.some(({ word }, place) => {
    if (FOLDS.has(word)) return true;
    return AGGREGATES.has(word) && outside[place + 1]?.word === "(";
  });
  return !isFolded && outside.some(({ word }) => word === "from");
}

/** Without what stands in brackets, which may be a query of its own. */
function outermost(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter(({ word }) => {
    if (word === ")") depth -= 1;
    const isOutside = depth === 0;
    if (word === "(") depth += 1;
    return isOutside;
  });
}

const FOLDS: ReadonlySet<string> = new Set(
  "distinct distinctrow group having union intersect except limit over window".split(" "),
);

const AGGREGATES: ReadonlySet<string> = new Set(
  `count sum avg min max std stddev stddev_pop stddev_samp variance var_pop var_samp bit_and bit_or bit_xor group_concat
  json_arrayagg json_objectagg any_value`.split(/\s+/),
);
