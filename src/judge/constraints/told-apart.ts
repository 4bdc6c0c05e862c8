import type { ColumnDefinition } from "../../model/definition.ts";

/**
 * No two rows that do not give the new column a value have the same in it: nulls, numbers, or what is made up for each.
 * A default is the same for all, and so is MySQL's zero or empty text; what is computed follows from other columns.
 */
export function isToldApart({ nullable, default: value, identity, generated }: ColumnDefinition): boolean {
  if (identity !== "none") return true;
  if (generated !== null) return false;
  return (
    (value.kind === "volatile" && (value.sequence !== undefined || EACH_ANOTHER.test(value.text))) ||
    (nullable && (value.kind === "none" || value.kind === "null"))
  );
}

/** What is made to be another one each time; of anything else that is computed for each row, that is not known. */
const EACH_ANOTHER = /uuid|ulid|nextval|next value|randomblob|random_bytes|md5|sha\d|digest/i;
