import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { At, Effect } from "../rule.ts";
import { columnIn } from "../schema/schema.ts";

/** No row has a label that the statements before have taken away. */
export function withoutFreed(
  part: Effect,
  { table, column, definition }: ChangeOf<"restate-column">,
  { before }: At,
): Effect {
  const known = columnIn(before, table, column);
  const missing = missingLabels(known?.definition?.type ?? null, definition.type);
  const isFree = missing.length > 0 && missing.every((label) => known?.freed?.includes(`'${label}'`));
  return isFree ? { ...part, succeeds: "yes" } : part;
}

function missingLabels(from: ColumnType | null, to: ColumnType | null): readonly string[] {
  if (from?.labels === undefined || to?.labels === undefined || to.name !== "enum") return [];
  const { labels } = to;
  return from.labels.filter((label) => !labels.includes(label));
}
