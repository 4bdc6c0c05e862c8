// What a full-text index makes of InnoDB's work in place: "Fulltext index creation requires a lock".
import type { Change } from "../../model/change.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { tableIn } from "../schema/schema.ts";
import { INSTANT, IN_PLACE_REBUILD, IN_PLACE_WITHOUT_WRITES } from "./hazards.ts";

/**
 * Such a table is built anew for its columns too, with writers kept out; one that had such an index in `first` keeps
 * its hidden column, and is built anew beside them. Measured on MariaDB 10.11.
 */
export function withFullText(own: Effect, change: Change, { at: { before }, first }: Place): Effect {
  if (!isInnoDb(before) || !("table" in change) || change.table === null) return own;
  const table = tableIn(before, change.table);
  if (table === undefined || !isRebuilt(own, change, table)) return own;
  if (isSearched(table)) return { ...own, hazard: IN_PLACE_WITHOUT_WRITES };
  return isSearched(tableById(first, table.id)) ? { ...own, hazard: IN_PLACE_REBUILD } : own;
}

interface Place {
  readonly at: At;
  readonly first: Schema;
}

function isSearched(table: Table | undefined): boolean {
  return table?.indexes.some(({ definition }) => definition.method.toLowerCase() === "fulltext") === true;
}

function isRebuilt({ hazard }: Effect, change: Change, table: Table): boolean {
  if (hazard.level === IN_PLACE_REBUILD.level) return hazard.rewrite;
  if (hazard.level !== INSTANT.level) return false;
  if (change.kind === "restate-column") return change.position !== "same";
  if (change.kind === "add-column") return change.column.generated?.kind !== "virtual";
  if (change.kind !== "drop-column") return false;
  return table.columns.get(change.column)?.definition?.generated?.kind !== "virtual";
}
