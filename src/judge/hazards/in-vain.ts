// What PostgreSQL locks before it finds that a statement cannot be; AlterTableLookupRelation and AlterTableGetLockLevel
// in src/backend/commands/tablecmds.c.
import type { Change, ChangeKind } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { tableIn } from "../schema/schema.ts";
import { NO_HAZARD, locks } from "./hazards.ts";

/** The table is there, and what the statement wants of it is not, or is there already. */
export function withVainLock(own: Effect, change: Change, schema: Schema): Effect {
  if (own.succeeds !== "no" || own.hazard !== NO_HAZARD || schema.dialect !== "postgresql") return own;
  const lock = FIRST.get(change.kind);
  const isThere = "table" in change && change.table !== null && tableIn(schema, change.table) !== undefined;
  return lock !== undefined && isThere ? { ...own, hazard: locks(lock) } : own;
}

/** All of `alter table` and what takes a part of a table away. */
const ALTERING: readonly ChangeKind[] = [
  "add-column",
  "drop-column",
  "rename-column",
  "change-type",
  "set-default",
  "drop-default",
  "set-not-null",
  "drop-not-null",
  "add-identity",
  "set-identity",
  "drop-identity",
  "drop-constraint",
  "rename-constraint",
  "rename-table",
  "drop-trigger",
  "rename-trigger",
];

const FIRST: ReadonlyMap<ChangeKind, Parameters<typeof locks>[0]> = new Map([
  ...ALTERING.map((kind) => [kind, "ACCESS EXCLUSIVE"] as const),
  ["enable-trigger", "SHARE ROW EXCLUSIVE"],
  ["disable-trigger", "SHARE ROW EXCLUSIVE"],
]);
