import type { ColumnType } from "../../model/definition.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { kept, narrowed } from "./outcomes.ts";

/** Labels are stored by their place: what is appended disturbs nobody, what moves changes the order. */
export function labelChange(
  { name }: ColumnType,
  { name: nextName }: ColumnType,
  [from, to]: readonly [readonly string[], readonly string[]],
): TypeChange {
  const missing = from.filter((label) => !to.includes(label));
  if (missing.length > 0) return narrowed(`${missing.join(", ")} cannot be stored any more`, "nothing_lost");
  if (name === "set" && nextName !== name) return narrowed("several labels at once are refused", "full");
  if (name === nextName && from.every((label, index) => to[index] === label))
    return appendedLabels(to.length > from.length);
  return {
    impact: impact("behaviour_change", "if_referenced"),
    values: "kept",
    restorable: "full",
    because: "labels have other places",
  };
}

function appendedLabels(more: boolean): TypeChange {
  if (!more) return kept("the labels stay");
  return { ...kept("labels are appended, which this code may meet"), impact: impact("behaviour_change", "if_data") };
}

/** The old labels stand where they stood: nothing that is stored changes. */
export function keepsPlaces(from: ColumnType, to: ColumnType): boolean {
  if (from.labels === undefined) return true;
  return from.name === to.name && from.labels.every((label, place) => to.labels?.[place] === label);
}
