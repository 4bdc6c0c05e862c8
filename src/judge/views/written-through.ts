// A plain view of one table takes writes, and hands them on.
import type { Impact } from "../../model/judgement.ts";
import type { View } from "../schema/schema.ts";
import { impact } from "../rule.ts";

/** What breaks besides the reads, where the view or a column of it goes. */
export function writesThrough({ updatable }: Pick<View, "updatable">): readonly Impact[] {
  return updatable ? [impact("writes_break", "if_referenced")] : [];
}

/** What the view in its place takes no more: any write at all, or rows that it does not show (`with check option`). */
export function writesRefused(before: Written, now: Written): readonly Impact[] {
  if (!now.updatable) return writesThrough(before);
  const isChecked = before.updatable && now.shows === "checked" && before.shows !== "checked";
  return isChecked ? [impact("writes_break", "if_data")] : [];
}

type Written = Pick<View, "updatable" | "shows">;
