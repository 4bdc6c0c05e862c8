import type { Effect, Rule } from "../../rule.ts";
import type { Column } from "../../schema/schema.ts";
import { locks } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { withCounterAnew } from "../../replaced/counter-behind.ts";
import { effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { withIdentity, withUnasked } from "../../schema/identity.ts";
import { isSerial } from "../../schema/serial.ts";

export const addIdentity: Rule<"add-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const obstacle = isSerial(at.before, change.table, change.column) ? "has a default" : obstacleTo(found.column);
    if (obstacle !== undefined) return effect(`${found.shown} ${obstacle}`, { succeeds: "no" });
    return identityEffect(found.shown, change.identity, found.isNew);
  },
  after: (change, schema) => {
    const made = withIdentity(withUnasked(schema, change), change, {
      identity: change.identity,
      counting: change.options ?? [],
    });
    return change.isStarted === true
      ? made
      : withTable(made, change.table, (table) => withCounterAnew(table, change.column, made));
  },
};

/** ATExecAddIdentity in src/backend/commands/tablecmds.c */
function obstacleTo({ definition }: Column): string | undefined {
  if (definition === null) return undefined;
  if (definition.identity !== "none") return "is an identity already";
  if (definition.default.kind !== "none") return "has a default";
  return definition.nullable ? "may be null" : undefined;
}

export function identityEffect(shown: string, identity: "always" | "by-default", isNew: boolean): Effect {
  const frame = { hazard: locks("ACCESS EXCLUSIVE"), restorable: "full" } as const;
  if (isNew || identity === "by-default")
    return effect(`${shown} numbers rows by itself, and takes given values`, frame);
  return effect(`${shown} refuses values that a client gives`, { ...frame, impact: impact("writes_break", "always") });
}
