import type { Rule } from "../../rule.ts";
import { UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect } from "../../rule.ts";
import { everywhere, incomplete } from "../../schema/forgotten.ts";
import { calledBy } from "../../triggers/called.ts";

/** Not understood must never become nothing found. */
export const opaque: Rule<"opaque"> = {
  effect: ({ because, stops, calls }, { before }) => {
    const called = calls === undefined ? "unknown" : calledBy(calls, before);
    if (called !== "unknown")
      return effect("what it calls only reads", { succeeds: called === "may-raise" ? "data_dependent" : "yes" });
    return effect(because, {
      impact: UNDETERMINED,
      succeeds: stops === true ? "no" : "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    });
  },
  // What it did nobody knows, so that nothing is known to be absent any more.
  after: ({ calls, ofClient }, schema) => {
    if (ofClient === true) return schema;
    if (calls !== undefined && calledBy(calls, schema) !== "unknown") return schema;
    const doubtful = schema.doubtful === false ? "of-absence" : schema.doubtful;
    return { ...everywhere(schema, incomplete), complete: false, doubtful, dropped: new Set() };
  },
};
