import type { Rule } from "../../rule.ts";
import { NO_HAZARD, UNKNOWN_HAZARD, locks } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { columnsOf, withLabels } from "../../types/user-types.ts";

type AttributeKind = "add-attribute" | "drop-attribute" | "change-attribute" | "rename-attribute";

export const changeAttribute: Rule<AttributeKind> = {
  effect: ({ kind, type, attribute }, { before }) => {
    const shown = `${keyOf(before, type)}.${attribute}`;
    const users = columnsOf(before, keyOf(before, type));
    const hazard = users.length > 0 || !before.complete ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
    if (kind === "add-attribute")
      return effect(`values of ${keyOf(before, type)} have one part more: rows read and written in parts lack it`, {
        impact: impact("reads_and_writes_break", "if_referenced"),
        hazard,
      });
    if (kind === "change-attribute")
      return effect(`${shown} has another type`, {
        impact: UNDETERMINED,
        succeeds: "undetermined",
        hazard: UNKNOWN_HAZARD,
      });
    return effect(`${shown} is gone under that name`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      loses: kind === "drop-attribute" ? [`column:${shown}`, ...users.map((column) => `values:${column}`)] : [],
      restorable: kind === "drop-attribute" ? "structure_only" : "full",
      hazard,
    });
  },
  after: ({ kind, type, attribute, to }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) => {
      if (kind === "add-attribute") return { ...known, labels: [...known.labels, attribute] };
      if (kind === "drop-attribute") return { ...known, labels: known.labels.filter((part) => part !== attribute) };
      return { ...known, labels: known.labels.map((part) => (part === attribute ? (to ?? part) : part)) };
    }),
};
