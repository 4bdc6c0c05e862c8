// What names a table that is gone, and was not dropped with it: views and foreign keys that followed its new name.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf } from "../schema/schema.ts";

/** Reads of such views fail, and writes to the tables of such keys, when the change drops what they name. */
export function danglingImpacts({ change }: Done, { client, after }: Ends): readonly Impact[] {
  if (change.kind !== "drop-table" || after.dialect === "postgresql") return [];
  const key = keyOf(after, change.table);
  if (after.tables.has(key) || after.views.has(key)) return [];
  return [
    ...(hasView(key, client, after) ? [impact("reads_break", "if_referenced")] : []),
    ...(hasReference(key, client, after) ? [impact("writes_break", "if_referenced")] : []),
  ];
}

function hasView(key: string, client: Schema, { views }: Schema): boolean {
  const known = new Set([...client.views.values()].map(({ id }) => id));
  return [...views.values()].some(({ id, reads }) => known.has(id) && reads.includes(key));
}

function hasReference(key: string, client: Schema, after: Schema): boolean {
  return [...after.tables.values()].some(
    ({ id, name, constraints }) =>
      name !== key &&
      tableById(client, id) !== undefined &&
      constraints.some(
        ({ definition }) => definition.kind === "foreign-key" && keyOf(after, definition.references) === key,
      ),
  );
}
