import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { isKnown, withLabels } from "../../types/user-types.ts";

export const renameEnumValue: Rule<"rename-enum-value"> = {
  effect: ({ type, label, to }, at) => {
    const key = keyOf(at.before, type);
    if (at.before.dropped.has(labelMark(key, label)))
      return effect(`'${label}' of ${key} is called otherwise already`, { succeeds: "no" });
    if (!isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`'${label}' of ${key} is '${to}' now: the old word is refused`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ type, label, to }, schema) => {
    const key = keyOf(schema, type);
    const renamed = withLabels(schema, key, (known) => ({
      ...known,
      labels: known.labels.map((each) => (each === label ? to : each)),
    }));
    const dropped = new Set([...renamed.dropped, labelMark(key, label)]);
    dropped.delete(labelMark(key, to));
    return { ...renamed, dropped };
  },
};

/** So that a type that is not listed is known to have it no more. */
function labelMark(key: string, label: string): string {
  return `labels:${key}.${label}`;
}
