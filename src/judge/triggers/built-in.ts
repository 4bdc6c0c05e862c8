// Functions for triggers that PostgreSQL brings along; chapters "Trigger Functions" and "Triggers for Automatic Updates".
import type { TriggerEffects } from "../../model/change/code.ts";

const NOTHING: TriggerEffects = { raises: false, assigns: [], columns: [], tables: [] };

export const BUILT_IN_TRIGGERS: ReadonlyMap<string, TriggerEffects> = new Map([
  ["tsvector_update_trigger", NOTHING],
  ["tsvector_update_trigger_column", NOTHING],
  ["suppress_redundant_updates_trigger", { ...NOTHING, skips: true }],
  ["unique_key_recheck", { ...NOTHING, raises: true }],
]);
