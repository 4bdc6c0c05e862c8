import type { V1LabelSelector, V1LabelSelectorRequirement } from "@kubernetes/client-node";

export type Labels = Readonly<Record<string, string>>;

/** Whether a selector chooses an object with these labels. An empty selector chooses everything. */
export function selects({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((requirement) => meets(labels, requirement))
  );
}

/**
 * A Deployment's own selector, from that of one of its ReplicaSets: the controller adds `pod-template-hash` and
 * nothing else.
 */
export function withoutTemplateHash(selector: V1LabelSelector): V1LabelSelector {
  const { "pod-template-hash": _, ...matchLabels } = selector.matchLabels ?? {};
  return Object.assign({}, selector, { matchLabels });
}

function meets(labels: Labels, { key, operator, values = [] }: V1LabelSelectorRequirement): boolean {
  const value = labels[key];
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  if (operator === "In") return value !== undefined && values.includes(value);
  // "NotIn" is the only operator left, and it also holds where the label is absent.
  return value === undefined || !values.includes(value);
}
