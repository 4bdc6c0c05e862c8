// Triggers that do not run, or run in a replica as well.
import type { Table } from "../schema/schema.ts";

/** How the mark of a trigger begins that is switched off. */
export const OFF = "trigger that is off: ";

/** And of one that runs in a replica as well. */
export const ALWAYS = "always on: ";

export function isOff(trigger: string, { settings }: Table): boolean {
  return [trigger, "all", "user"].some((each) => settings.has(`${OFF}${each}`));
}
