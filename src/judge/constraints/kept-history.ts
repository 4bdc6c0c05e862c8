// MariaDB's chapter "System-Versioned Tables", system_versioning_alter_history. Measured on 10.11.
import type { Change } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { effect } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";

/** The columns and keys of a table whose history is kept stay as they are, unless the session says that the history may change. */
export function withHistory(own: Effect, change: Change, before: Schema): Effect {
  if (before.dialect !== "mariadb" || !("table" in change) || change.table === null) return own;
  const isKept = tableIn(before, change.table)?.settings.get("system-versioning") === "yes";
  const isAllowed = KEEP.test(before.session.get("system_versioning_alter_history") ?? "");
  if (!isKept || isAllowed || !isRefused(change)) return own;
  return effect(`${change.table.name} keeps its history, which may not change`, { succeeds: "no" });
}

/** The second of `ERROR` and `KEEP`: a variable that enumerates takes the place of a value as well. */
const KEEP = /^\W*(?:keep|1)\W*$/i;

function isRefused(change: Change): boolean {
  if (change.kind !== "add-constraint") return REFUSED.has(change.kind);
  return change.constraint.kind === "unique" || change.constraint.kind === "primary-key";
}

const REFUSED: ReadonlySet<Change["kind"]> = new Set(["add-column", "drop-column", "restate-column"]);
