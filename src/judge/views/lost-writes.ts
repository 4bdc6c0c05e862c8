import type { Impact } from "../../model/judgement.ts";
import type { View } from "../schema/schema.ts";
import { impact } from "../rule.ts";

/** What decides on the writes that go through a view. */
export type Through = Pick<View, "updatable" | "rest" | "outputs"> & {
  readonly shows?: View["shows"] | undefined;
  readonly materialized?: boolean;
};

/**
 * Writes that went through a view, and find no way through the one in its place. PostgreSQL lets them pass beside columns
 * that are computed, MySQL and MariaDB refuse every insert there ("Updatable and Insertable Views" in their manuals).
 */
export function lostWrites(before: Through, now: Through): Impact {
  if (!before.updatable) return COMPATIBLE;
  if (!now.updatable)
    return now.materialized !== true && isSameAndMore(before, now)
      ? COMPATIBLE
      : impact("writes_break", "if_referenced");
  const isChecked = now.shows === "checked" && before.shows !== "checked";
  return isChecked ? impact("writes_break", "if_data") : COMPATIBLE;
}

/** A column is not there any more, for those who read it and those who write it. */
export function withoutColumn({ updatable }: Pick<View, "updatable">): Impact {
  return impact(updatable ? "reads_and_writes_break" : "reads_break", "if_referenced");
}

/** As far as that is known, which it is of PostgreSQL's views alone. */
function isSameAndMore(before: Through, now: Through): boolean {
  const isOfSameRows = before.rest !== null && before.rest === now.rest;
  return (
    isOfSameRows && before.outputs?.every(({ text }) => now.outputs?.some((output) => output.text === text)) === true
  );
}

const COMPATIBLE: Impact = impact("compatible", "always");
