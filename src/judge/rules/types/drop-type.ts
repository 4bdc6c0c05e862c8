import type { Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { NO_HAZARD, UNKNOWN_HAZARD, locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { keyOf } from "../../schema/schema.ts";
import { holdersOfType } from "../../types/held.ts";
import { columnsWith, withoutType } from "../../types/taken-along.ts";
import { isKnown } from "../../types/user-types.ts";

export const dropType: Rule<"drop-type"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.type);
    if (!before.types.has(key)) return existence(before, { family: "types", key, ifExists: change.ifExists });
    const users = columnsWith(before, key);
    const holders = [...users, ...holdersOfType(before, key)];
    if (holders.length > 0 && !change.cascade)
      return effect(`type ${key} is used by ${holders.join(", ")}`, { succeeds: "no" });
    if (!isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return gone(key, users, { cascade: change.cascade, isOpen: isOlder(before, key) });
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.type);
    return change.cascade ? withoutType(schema, key) : withoutObject(schema, "types", key);
  },
};

/** A type that is older than what is listed may be in use. */
function isOlder({ complete, types }: Schema, key: string): boolean {
  return !complete && (types.get(key)?.id ?? 0) < 0;
}

function gone(
  key: string,
  users: readonly string[],
  { cascade, isOpen }: { readonly cascade: boolean; readonly isOpen: boolean },
): Effect {
  const isUsed = users.length > 0;
  return effect(`type ${key} is gone${isUsed ? `, and with it ${users.join(", ")}` : ""}`, {
    impact: impact("reads_and_writes_break", "if_referenced"),
    loses: lost(users),
    succeeds: isOpen && !cascade ? "undetermined" : "yes",
    restorable: isUsed || (isOpen && cascade) ? "structure_only" : "full",
    hazard: hazardWith(isUsed, isOpen && cascade),
  });
}

/** Of the tables whose columns go with it, some may not be listed. */
function hazardWith(isUsed: boolean, mayBeUsed: boolean): Effect["hazard"] {
  if (mayBeUsed) return UNKNOWN_HAZARD;
  return isUsed ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
}

function lost(columns: readonly string[]): readonly string[] {
  return columns.map((column) => `column:${column}`);
}
