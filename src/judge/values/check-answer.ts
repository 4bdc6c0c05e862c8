import type { Value } from "./value.ts";
import { allowedBy } from "../constraints/allowed-values.ts";
import { evaluate } from "./evaluate.ts";
import { either, operated } from "./value.ts";

/** What a check says of these values, by the names of columns in lower case; a list in the database's own spelling, too. */
export function checkAnswer(text: string, values: ReadonlyMap<string, Value>): Value {
  const allowed = allowedBy(text);
  if (allowed === null) return evaluate(text, values);
  const value = values.get(allowed.column.toLowerCase());
  return allowed.values.map((literal) => operated("=", value, evaluate(literal, new Map()))).reduce(either, false);
}
