import type { Trigger } from "../schema/schema.ts";
import type { Fired } from "./refused-writes.ts";
import { effectsOf } from "./effects-of.ts";
import { refusedWrite } from "./refused-writes.ts";

/** Whether a trigger may stop a write that fires it: by an error of its own, or by what it writes to. */
export function mayRefuse(trigger: Trigger, fired: Fired): boolean {
  const effects = effectsOf(trigger, fired.schema);
  return effects !== null && (effects.raises || refusedWrite(effects, fired) !== undefined);
}
