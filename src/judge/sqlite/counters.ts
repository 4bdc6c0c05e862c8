import type { ChangeKind } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { ROWS_ADDED, hazardOn } from "../hazards/hazards.ts";
import { effect, impact } from "../rule.ts";

/**
 * The chapter "SQLite Autoincrement": a number is never below the largest of the table, whatever `sqlite_sequence` says,
 * but those of rows that are gone come again where it says less than before. `sqlite_stat1` and its like guide the
 * planner alone.
 */
export function ofItsOwn(key: string, before: Schema, kind: ChangeKind): Effect | undefined {
  if (!isOfSqlite(key, before)) return undefined;
  const frame = {
    hazard: hazardOn(before, ROWS_ADDED),
    succeeds: isThere(key, before) ? "yes" : "undetermined",
  } as const;
  return key === COUNTERS && kind !== "insert"
    ? effect("numbers may come again that rows had which are gone", {
        ...frame,
        impact: impact("behaviour_change", "if_data"),
      })
    : effect(`${key} is SQLite's own, and no row of the application depends on it`, frame);
}

/** It keeps it for itself, whatever the schema lists. */
export function isOfSqlite(key: string, { dialect }: Pick<Schema, "dialect">): boolean {
  return dialect === "sqlite" && OWN.test(key);
}

/** It is made with the first table that counts, and then stays; `sqlite_stat1` with the first `analyze`. */
function isThere(key: string, { complete, tables }: Schema): boolean {
  return key === COUNTERS && (!complete || [...tables.values()].some(({ settings }) => settings.has("autoincrement")));
}

const COUNTERS = "sqlite_sequence";

const OWN = /^sqlite_(?:sequence|stat\d)$/;
