// Columns that are computed otherwise, or no more. MySQL's MODIFY makes a stored computed column plain and a plain one
// computed; what is virtual stays what it is. See "ALTER TABLE and Generated Columns" in its manual.
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import { COPY } from "../hazards/hazards.ts";
import { effect, impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { sameText } from "../schema/same-text.ts";

/** Undefined where it is computed as before, or not at all. */
export function computedPart(
  shown: string,
  { generated: before }: ColumnDefinition,
  definition: ColumnDefinition,
): Effect | undefined {
  const next = definition.generated;
  if (before === null && next === null) return undefined;
  if (changesVirtual([before, next]))
    return effect(`${shown} cannot change between virtual and not`, { succeeds: "no" });
  if (before === null) return overwritten(shown);
  if (next === null) return uncomputed(shown, definition, OTHERWISE.hazard);
  return sameText(before.text, next.text) ? undefined : effect(`${shown} is computed differently`, OTHERWISE);
}

/** Its values stay; who wrote to the table before could never give one. */
export function uncomputed(shown: string, definition: ColumnDefinition, hazard: Effect["hazard"]): Effect {
  const because = `${shown} keeps its values and is not computed any more`;
  const frame = { restorable: "full", hazard } as const;
  return isRequired({ ...definition, generated: null })
    ? effect(`${because}, and required: inserts fail`, { ...frame, impact: impact("writes_break", "always") })
    : effect(because, { ...frame, impact: impact("behaviour_change", "always") });
}

function changesVirtual(sides: readonly ColumnDefinition["generated"][]): boolean {
  const kinds = new Set(sides.map((side) => side?.kind));
  return kinds.size > 1 && kinds.has("virtual");
}

function overwritten(shown: string): Effect {
  return effect(`${shown} is computed, which overwrites what it held, and takes no values any more`, {
    impact: impact("writes_break", "if_referenced"),
    loses: [`values:${shown}`],
    restorable: "none",
    hazard: COPY,
  });
}

const OTHERWISE = { impact: impact("behaviour_change", "always"), restorable: "full", hazard: COPY } as const;
