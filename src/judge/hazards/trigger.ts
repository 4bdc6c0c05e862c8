import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { INSTANT, SQLITE_CATALOG, hazardOn, locks } from "./hazards.ts";

export function hazardOf(schema: Schema, lock: "ACCESS EXCLUSIVE" | "SHARE ROW EXCLUSIVE"): Effect["hazard"] {
  return hazardOn(schema, { postgresql: locks(lock), mysql: INSTANT, sqlite: SQLITE_CATALOG });
}
