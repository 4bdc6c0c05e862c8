import type { RoutineOption } from "../../model/change/routine-option.ts";

type Options = ReadonlyMap<string, string>;

/** What runs so already, and what a statement says besides. */
export function withOptions(known: Options, said: readonly RoutineOption[] = []): Options {
  return said.reduce<Options>((options, { option, value }) => {
    const others = [...options].filter(([each]) => each !== option && !(option === "set *" && each.startsWith("set ")));
    return new Map(value === null ? others : [...others, [option, value]]);
  }, known);
}
