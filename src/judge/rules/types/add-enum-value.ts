import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { isKnown, withLabels } from "../../types/user-types.ts";

export const addEnumValue: Rule<"add-enum-value"> = {
  effect: ({ type, label, ifNotExists }, at) => {
    const { before } = at;
    const key = keyOf(before, type);
    const known = before.types.get(key);
    if (known?.labels.includes(label) === true)
      return effect(`${key} has '${label}' already`, { succeeds: ifNotExists ? "yes" : "no" });
    if (known !== undefined && !isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`${key} has one label more, which this code may meet once rows hold it`, {
      impact: impact("behaviour_change", "if_data"),
      restorable: "none",
    });
  },
  after: ({ type, label, beside }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) =>
      known.labels.includes(label)
        ? known
        : { ...known, labels: placed(known.labels, label, beside), fresh: [...known.fresh, label] },
    ),
};

/** Labels are compared and sorted by their places. */
function placed(
  labels: readonly string[],
  label: string,
  beside: ChangeOf<"add-enum-value">["beside"],
): readonly string[] {
  const place = beside === undefined ? -1 : labels.indexOf(beside.label);
  return place === -1 ? [...labels, label] : labels.toSpliced(beside?.place === "after" ? place + 1 : place, 0, label);
}
