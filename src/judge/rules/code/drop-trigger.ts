import type { ChangeOf } from "../../../model/change.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { tableIn } from "../../schema/schema.ts";
import { withoutTie } from "../../schema/ties.ts";
import { triggerOnView } from "../../triggers/of-views.ts";
import { ALWAYS, OFF } from "../../triggers/off.ts";
import { stopped } from "../../triggers/stopped.ts";

export const dropTrigger: Rule<"drop-trigger"> = {
  effect: (change, at) => {
    const { before } = at;
    const table = ownerOf(before, change);
    if (table === undefined) return ofView(change, at) ?? missing(change, at);
    const known = [...at.client.tables.values()].find(({ id }) => id === table.id);
    const hazard = hazardOf(before, "ACCESS EXCLUSIVE");
    if (known === undefined || !known.triggers.has(change.name))
      return effect(`trigger ${change.name} is not known to this code`, { hazard });
    const gone = stopped(`trigger ${change.name} does not run any more`, hazard);
    return at.side === "up" ? gone : { ...gone, impact: impact("behaviour_change", "if_data") };
  },
  after: (change, schema) => {
    const table = ownerOf(schema, change);
    if (table === undefined) return withoutObject(schema, "surroundings", triggerOnView(change.name));
    return withTable(schema, { schema: null, name: table.name }, (known) => {
      const triggers = new Map(known.triggers);
      triggers.delete(change.name);
      const settings = new Map(known.settings);
      settings.delete(`${OFF}${change.name}`);
      settings.delete(`${ALWAYS}${change.name}`);
      return { ...withoutTie(known, `trigger ${change.name}`), triggers, settings };
    });
  },
};

/** What was written through the view is refused. */
function ofView({ name }: ChangeOf<"drop-trigger">, { before, client }: At): Effect | undefined {
  const key = triggerOnView(name);
  if (!before.surroundings.has(key)) return undefined;
  const hazard = hazardOf(before, "ACCESS EXCLUSIVE");
  if (!client.surroundings.has(key)) return effect(`trigger ${name} is not known to this code`, { hazard });
  return effect(`trigger ${name} takes no writes any more`, {
    impact: impact("writes_break", "if_referenced"),
    restorable: "full",
    hazard,
  });
}

/** What it did is not known: writes may have needed it. That it is there, only an up says. */
function missing(change: ChangeOf<"drop-trigger">, { before, side }: At): Effect {
  const isPartial = change.table !== null && tableIn(before, change.table)?.complete === false;
  if (!before.complete || isPartial) {
    const gone = stopped(`trigger ${change.name} does not run any more`, hazardOf(before, "ACCESS EXCLUSIVE"));
    const succeeds = side === "up" || change.ifExists ? "yes" : "undetermined";
    return { ...gone, impact: impact("writes_break", "if_data"), succeeds };
  }
  return existence(before, { family: "triggers", key: `trigger ${change.name}`, ifExists: change.ifExists });
}

/** MySQL and SQLite name no table. */
function ownerOf(schema: Schema, { name, table }: ChangeOf<"drop-trigger">): Table | undefined {
  const tables = table === null ? [...schema.tables.values()] : [tableIn(schema, table)];
  return tables.find((known) => known?.triggers.has(name));
}
