import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { withLabels } from "../../types/user-types.ts";

export const addEnumValue: Rule<"add-enum-value"> = {
  effect: ({ type, label, ifNotExists }, { before }) => {
    const key = keyOf(before, type);
    const known = before.types.get(key);
    if (known?.labels.includes(label) === true)
      return effect(`${key} has '${label}' already`, { succeeds: ifNotExists ? "yes" : "no" });
    return effect(`${key} has one label more, which this code may meet once rows hold it`, {
      impact: impact("behaviour_change", "if_data"),
      restorable: "none",
    });
  },
  after: ({ type, label }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) =>
      known.labels.includes(label)
        ? known
        : { ...known, labels: [...known.labels, label], fresh: [...known.fresh, label] },
    ),
};
