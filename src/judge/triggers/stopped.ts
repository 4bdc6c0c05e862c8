import type { Effect } from "../rule.ts";
import { effect, impact } from "../rule.ts";

export function stopped(because: string, hazard: Effect["hazard"]): Effect {
  return effect(because, {
    impact: impact("behaviour_change", "always"),
    restorable: "structure_only",
    hazard,
  });
}
