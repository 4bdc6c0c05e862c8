import type { Value } from "../model/value.ts";

/** What a query in `from` gives: of which row of it that is, nobody knows. */
export function ofSomeRow(value: Value): Value {
  return value.from === "expression" && value.nulls === "as-read" ? { ...value, nulls: "maybe" } : value;
}
