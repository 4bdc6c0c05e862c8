import type { DefaultValue, OnColumn } from "../../model/definition.ts";
import type { At, Effect } from "../rule.ts";
import { BRIEF, hazardOn } from "../hazards/hazards.ts";
import { effect, impact } from "../rule.ts";
import { keyOf } from "../schema/schema.ts";
import { checksTake } from "./left-by-others.ts";

/** A check may refuse what a column, which the code does not know, is filled with from now on. */
export function refusedBy(change: OnColumn, at: At, value: DefaultValue): Effect | undefined {
  const taken = checksTake(at, change, value);
  if (taken === true) return undefined;
  return effect(`a check refuses what ${keyOf(at.before, change.table)}.${change.column} is left with`, {
    impact: impact("writes_break", taken === false ? "always" : "if_data"),
    hazard: hazardOn(at.before, BRIEF),
  });
}
