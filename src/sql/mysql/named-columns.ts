import type { Named } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";

/** Columns that were read since there were that many. */
export function namedSince(c: Cursor, before: number): Named {
  const columns = c.seen.columns.slice(before).map((column) => column.split(".").at(-1) ?? column);
  return { columns: [...new Set(columns)], routines: [] };
}
