import type { SequenceOption } from "../model/change/sequences.ts";

/** What a sequence's options come to: what goes without saying is not said. */
export function optionsAfter(
  known: ReadonlyMap<string, string>,
  options: readonly SequenceOption[],
): ReadonlyMap<string, string> {
  const set = new Map(known);
  for (const { name, value } of options) {
    if (value === null || DEFAULTS[name] === value) set.delete(name);
    else set.set(name, value);
  }
  return set;
}

const DEFAULTS: Partial<Record<SequenceOption["name"], string>> = {
  as: "bigint",
  increment: "1",
  cache: "1",
  minvalue: "1",
};
