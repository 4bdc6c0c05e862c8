import type { ChangeOf } from "../../../model/change.ts";
import type { EventParts } from "../../../model/change/code.ts";
import type { Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { NO_HAZARD } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { plainText } from "../../schema/same-text.ts";
import { keyOf } from "../../schema/schema.ts";
import { withMark } from "../../schema/surroundings.ts";

export const createEvent: Rule<"create-event"> = {
  effect: ({ name, ifNotExists }, { before }) => {
    const key = eventKey(before, name);
    if (!before.surroundings.has(key)) return changed(`what ${key} does by itself begins`, "none");
    if (ifNotExists) return effect(`${key} exists already, so nothing is created`);
    return effect(`${key} exists already`, { succeeds: "no" });
  },
  after: ({ name, parts }, schema) => {
    const key = eventKey(schema, name);
    return schema.surroundings.has(key) ? schema : withMark(schema, key, textOf(parts));
  },
};

export const alterEvent: Rule<"alter-event"> = {
  effect: (change, at) => absentEvent(change, at) ?? changed(`what ${change.name.name} does by itself changes`, "full"),
  after: ({ name, to = name, parts }, schema) => {
    const key = eventKey(schema, name);
    const known = schema.surroundings.get(key);
    // Of one that was never listed nothing else is known.
    const was = known === undefined ? {} : (JSON.parse(known) as EventParts);
    return withMark(withoutObject(schema, "surroundings", key), eventKey(schema, to), textOf({ ...was, ...parts }));
  },
};

export const dropEvent: Rule<"drop-event"> = {
  effect: (change, at) => absentEvent(change, at) ?? changed(`what ${change.name.name} does by itself ends`, "full"),
  after: ({ name }, schema) => withoutObject(schema, "surroundings", eventKey(schema, name)),
};

/** Without the schema, the up says itself that it is there. */
function absentEvent(
  change: ChangeOf<"alter-event"> | ChangeOf<"drop-event">,
  { before, side }: At,
): Effect | undefined {
  const key = eventKey(before, change.name);
  const isDropped = before.dropped.has(`surroundings:${key}`);
  if (before.surroundings.has(key) || (side === "up" && !before.complete && !isDropped)) return undefined;
  const ifExists = change.kind === "drop-event" && change.ifExists;
  return { ...existence(before, { family: "surroundings", key, ifExists }), hazard: NO_HAZARD };
}

function changed(because: string, restorable: Effect["restorable"]): Effect {
  return effect(because, { impact: impact("behaviour_change", "if_data"), restorable });
}

function eventKey(schema: Schema, name: Name): string {
  return `event ${keyOf(schema, name)}`;
}

function textOf(parts: EventParts): string {
  const all = Object.entries({ ...UNSAID, ...parts }).map(([part, text]): [string, string] => [part, plainText(text)]);
  return JSON.stringify(Object.fromEntries(all));
}

/** "CREATE EVENT Statement" of both manuals. */
const UNSAID: Required<EventParts> = {
  schedule: "",
  completion: "on completion not preserve",
  state: "enable",
  comment: "",
  body: "",
};
