// A table that was made anew with every row of one that is gone: its rows are still those that were known before.
import type { Column, Schema, Table } from "./schema.ts";
import { tableById } from "./by-id.ts";

/** The table of an earlier schema that this one has the rows of, and that is not there itself any more. */
export function takenOver(table: Table | undefined, now: Schema, earlier: Schema): Table | undefined {
  const gone = table?.copyOf?.filter((id) => tableById(now, id) === undefined) ?? [];
  return gone.map((id) => tableById(earlier, id)).find((original) => original !== undefined);
}

/** The column of such a table whose values a column has now. */
export function holderIn(original: Table | undefined, now: Column | undefined): Column | undefined {
  const held = now?.holds ?? null;
  if (held === null) return undefined;
  return [...(original?.columns.values() ?? [])].find(({ holds }) => holds === held);
}
