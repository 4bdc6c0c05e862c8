import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { ROWS_ADDED, hazardOn } from "../hazards/hazards.ts";
import { effect } from "../rule.ts";
import { existence } from "../schema/existence.ts";

/**
 * The chapter "SQLite Autoincrement": a number is never below the largest of the table, whatever `sqlite_sequence` says;
 * `sqlite_stat1` and its like guide the planner alone.
 */
export function ofNoTable(key: string, before: Schema): Effect {
  if (before.dialect !== "sqlite" || !OWN.test(key)) return existence(before, { family: "tables", key });
  return effect(`${key} is SQLite's own, and no row of the application depends on it`, {
    hazard: hazardOn(before, ROWS_ADDED),
  });
}

const OWN = /^sqlite_(?:sequence|stat\d)$/;
