import type { Schema, Trigger } from "../schema/schema.ts";

/** What the trigger does: by its function as that is now, where it has one. */
export function effectsOf({ routine, effects }: Trigger, schema: Schema): Trigger["effects"] {
  return (routine === null ? null : schema.routines.get(routine)?.effects) ?? effects;
}
