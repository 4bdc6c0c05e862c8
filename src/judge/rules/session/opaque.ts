import type { Rule } from "../../rule.ts";
import { UNKNOWN_HAZARD } from "../../hazards.ts";
import { UNDETERMINED, effect } from "../../rule.ts";

/** Not understood must never become nothing found. */
export const opaque: Rule<"opaque"> = {
  effect: ({ because, stops }) =>
    effect(because, {
      impact: UNDETERMINED,
      succeeds: stops === true ? "no" : "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    }),
  // What it did nobody knows, so that nothing is known to be absent any more.
  after: (_, schema) => {
    const tables = [...schema.tables].map(([name, table]): [string, typeof table] => [
      name,
      { ...table, complete: false },
    ]);
    return { ...schema, complete: false, doubtful: true, tables: new Map(tables) };
  },
};
