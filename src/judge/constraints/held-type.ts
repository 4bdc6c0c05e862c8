import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { restatedHazard } from "../hazards/restated-type.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { foreignKeyOn, isOtherSide, keepsType } from "./referring-column.ts";

/** The foreign key that keeps a column from becoming of another type, in words. */
export function keyOfItsType(
  { table, column, definition: { type } }: ChangeOf<"restate-column">,
  before: Schema,
  { type: from }: ColumnDefinition,
): string | undefined {
  const known = tableIn(before, table);
  if (from === null || type === null || known === undefined || !isOtherSide(from, type, known)) return undefined;
  return keepsType(before, restatedHazard([from, type], known, before))
    ? foreignKeyOn(before, keyOf(before, table), column)
    : undefined;
}
