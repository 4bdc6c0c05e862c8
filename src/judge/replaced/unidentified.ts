import type { Change } from "../../model/change.ts";
import type { Ends } from "../ends.ts";
import { tableById } from "../schema/by-id.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { sendsUpdates } from "../schema/published.ts";
import { tableIn } from "../schema/schema.ts";

/** "cannot update table … because it does not have a replica identity and publishes updates" */
export function losesIdentity(change: Change, { client, after }: Ends): boolean {
  if (change.kind !== "drop-constraint" || after.dialect !== "postgresql") return false;
  const table = tableIn(after, change.table);
  const isKeyless = table?.complete === true && primaryKeyOf(after, table.name).length === 0;
  const isKnown = tableById(client, table?.id) !== undefined;
  return isKeyless && isKnown && !table.settings.has("replica-identity") && sendsUpdates(table, after);
}
