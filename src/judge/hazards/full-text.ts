// What a full-text index makes of InnoDB's work in place: "Fulltext index creation requires a lock".
import type { Change } from "../../model/change.ts";
import type { At, Effect } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { tableIn } from "../schema/schema.ts";
import { INSTANT, IN_PLACE_REBUILD, IN_PLACE_WITHOUT_WRITES } from "./hazards.ts";

/** Such a table is built anew for its columns too, with writers kept out. Measured on MariaDB 10.11. */
export function withFullText(own: Effect, change: Change, { before }: At): Effect {
  if (!isInnoDb(before) || !("table" in change) || change.table === null) return own;
  const table = tableIn(before, change.table);
  const isSearched = table?.indexes.some(({ definition }) => definition.method.toLowerCase() === "fulltext") === true;
  return isSearched && isRebuilt(own, change, table) ? { ...own, hazard: IN_PLACE_WITHOUT_WRITES } : own;
}

function isRebuilt({ hazard }: Effect, change: Change, table: Table): boolean {
  if (hazard.level === IN_PLACE_REBUILD.level) return hazard.rewrite;
  if (hazard.level !== INSTANT.level) return false;
  if (change.kind === "add-column") return change.column.generated?.kind !== "virtual";
  if (change.kind !== "drop-column") return false;
  return table.columns.get(change.column)?.definition?.generated?.kind !== "virtual";
}
