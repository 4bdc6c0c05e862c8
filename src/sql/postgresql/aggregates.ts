import type { FuncCall } from "libpg-query";
import { wordsOf } from "./nodes.ts";

/** A call that makes one value of many rows, and no window function. */
export function isAggregate({ funcname, over, agg_star, agg_distinct, agg_filter, agg_order }: FuncCall): boolean {
  const isMarked = agg_star === true || agg_distinct === true || agg_filter !== undefined || agg_order !== undefined;
  return over === undefined && (isMarked || AGGREGATES.has(wordsOf(funcname).at(-1) ?? ""));
}

/** Those of PostgreSQL itself that are common (chapter "Aggregate Functions"). */
const AGGREGATES: ReadonlySet<string> = new Set(
  `any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count every json_agg json_object_agg jsonb_agg
  jsonb_object_agg max min mode percentile_cont percentile_disc range_agg stddev stddev_pop stddev_samp string_agg sum
  var_pop var_samp variance xmlagg`.split(/\s+/),
);
