import type { ChangeOf } from "../model/change.ts";
import type { Schema } from "./schema.ts";
import { withColumn, withTable } from "./edit-table.ts";
import { tableIn } from "./schema.ts";

/** A new table that is given every row of another holds its values. */
export function withCopied(change: ChangeOf<"insert">, schema: Schema): Schema {
  const { source, columns, table } = change;
  const target = tableIn(schema, table);
  if (source.from !== "query" || source.filtered !== false || source.selects === undefined) return schema;
  const [only, second] = source.reads;
  const original = only === undefined || second !== undefined ? undefined : tableIn(schema, only);
  const isEmpty = target !== undefined && [...target.columns.values()].every(({ holds }) => holds === null);
  if (original === undefined || !isEmpty) return schema;
  const named = columns.length > 0 ? columns : [...target.columns.keys()];
  const filled = named.reduce((made, column, place) => {
    const from = source.selects?.[place] ?? null;
    const copied = from === null ? undefined : original.columns.get(from);
    const known = made.columns.get(column);
    return copied === undefined || known === undefined
      ? made
      : withColumn(made, column, { ...known, holds: copied.holds });
  }, target);
  return withTable(schema, table, () => ({ ...filled, copyOf: original.id }));
}
