import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { verdictWithout, withRevoked } from "../../schema/privileges.ts";
import { keyOf } from "../../schema/schema.ts";

export const revoke: Rule<"revoke"> = {
  effect: ({ on, privileges, to }, { before, side }) => {
    if (privileges.length > 0 && privileges.every((privilege) => privilege.startsWith(PASSING_ON)))
      return effect(`${to.join(", ")} may not pass on what is allowed`, { restorable: "full" });
    const areCounters = on.length > 0 && on.every((name) => before.sequences.has(keyOf(before, name)));
    return effect(`${privileges.join(", ") || "everything"} is refused to ${to.join(", ")}`, {
      // What a down takes back is what its up has given: code of before may do without.
      impact: impact(
        areCounters ? "writes_break" : verdictWithout(privileges),
        side === "down" ? "if_referenced" : "always",
      ),
      restorable: "full",
    });
  },
  after: (change, schema) => withRevoked(schema, change),
};

const PASSING_ON = "grant option";
