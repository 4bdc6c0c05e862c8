import type { Rule } from "../../rule.ts";
import { withoutObject } from "../../edit-objects.ts";
import { privilegeKey } from "../../privileges.ts";
import { effect, impact } from "../../rule.ts";
import { withMark } from "../../surroundings.ts";

export const revoke: Rule<"revoke"> = {
  effect: ({ privileges, to }) =>
    effect(`${privileges.join(", ") || "everything"} is refused to ${to.join(", ")}`, {
      impact: impact(verdictWithout(privileges), "always"),
      restorable: "full",
    }),
  // PostgreSQL keeps a list of privileges that was once written, so that a grant and a revoke leave a trace.
  after: ({ on, to, privileges }, schema) => {
    const key = privilegeKey(schema, { on, to, privileges });
    return withMark(withoutObject(schema, "surroundings", key), `revoked ${key}`, "yes");
  },
};

function verdictWithout(privileges: readonly string[]): "reads_break" | "writes_break" | "reads_and_writes_break" {
  const names = privileges.map((privilege) => privilege.toUpperCase());
  if (names.length > 0 && names.every((name) => name === "SELECT" || name === "REFERENCES")) return "reads_break";
  const writes = new Set(["INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"]);
  return names.length > 0 && names.every((name) => writes.has(name)) ? "writes_break" : "reads_and_writes_break";
}
