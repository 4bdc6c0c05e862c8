import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { keyOf } from "../../schema/schema.ts";
import { withMark } from "../../schema/surroundings.ts";

type EventKind = "create-event" | "drop-event" | "alter-event";

export const changeEvent: Rule<EventKind> = {
  effect: ({ kind, name }, { before }) =>
    effect(
      `what event ${keyOf(before, name)} does by itself ${kind === "create-event" ? "begins" : "ends or changes"}`,
      {
        impact: impact("behaviour_change", "if_data"),
        restorable: kind === "create-event" ? "none" : "full",
      },
    ),
  after: ({ kind, name }, schema) => {
    const key = `event ${keyOf(schema, name)}`;
    return kind === "drop-event" ? withoutObject(schema, "surroundings", key) : withMark(schema, key, "yes");
  },
};
