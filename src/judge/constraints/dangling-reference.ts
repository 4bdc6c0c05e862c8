// SQLite lets a foreign key point to a table that is not there; what a delete carries on to its table fails then.
import type { Change } from "../../model/change.ts";
import type { Ends } from "../ends.ts";
import { tableById } from "../schema/by-id.ts";
import { tableIn } from "../schema/schema.ts";

/** Whether rows that the client deletes would go on to the new table (`on delete cascade`), and fail there. */
export function stopsDeletes(change: Change, { after, client }: Ends): boolean {
  if (change.kind !== "create-table" || after.dialect !== "sqlite" || !after.complete) return false;
  const references = (tableIn(after, change.table)?.constraints ?? []).flatMap(({ definition }) =>
    definition.kind === "foreign-key" ? [definition] : [],
  );
  const parents = references.map((reference) => ({ reference, parent: tableIn(after, reference.references) }));
  return (
    parents.some(({ parent }) => parent === undefined) &&
    parents.some(
      ({ reference, parent }) => reference.onDelete === "cascade" && tableById(client, parent?.id) !== undefined,
    )
  );
}
