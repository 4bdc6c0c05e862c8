import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
import { counterOfIdentity, isNoIdentity, withIdentity } from "../../schema/identity.ts";
import { keyOf } from "../../schema/schema.ts";
import { isSerial } from "../../schema/serial.ts";

export const dropIdentity: Rule<"drop-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change, change.ifExists);
    if (found.kind === "missing") return found.effect;
    const { shown } = found;
    if (isNoIdentity(at.before, change, found.column))
      return effect(`${shown} is no identity`, { succeeds: change.ifExists ? "yes" : "no" });
    return effect(`${shown} is not numbered any more, and the counter is gone`, {
      impact: impact("writes_break", "always"),
      loses: [`sequence:${counterOfIdentity(at.before, keyOf(at.before, change.table), change.column)}`],
      restorable: "structure_only",
      hazard: locks("ACCESS EXCLUSIVE"),
    });
  },
  after: (change, schema) =>
    isSerial(schema, change.table, change.column)
      ? schema
      : withIdentity(schema, change, { identity: "none", counting: [] }),
};
