import type { Change, Statement } from "../model/change.ts";
import type { Dialect } from "../model/situation.ts";
import { isVacuum } from "./open-transaction.ts";
import { isOutsideTransactions } from "./outside-transactions.ts";

/** Whether a script that fails half-way, run in one transaction where the database has such, leaves nothing behind. */
export function isAtomic(dialect: Dialect, statements: readonly Statement[]): boolean {
  const changes = statements.flatMap((statement) => statement.changes);
  if (changes.some(({ kind }) => kind === "transaction" || kind === "opaque")) return false;
  // One that fails half-way leaves an index that is not valid, or a partition that is still to be detached.
  if (changes.some(isOutsideTransactions)) return false;
  if (dialect === "postgresql" || dialect === "sqlite") return changes.length < 2 || !changes.some(isApart);
  const acting = statements.filter(({ changes: [first] }) => first !== undefined && !IDLE.has(first.kind));
  const [only, second] = acting;
  if (only === undefined) return true;
  // MariaDB drops tables and views one after the other.
  return (
    second === undefined &&
    (dialect === "mysql" || only.changes.every(({ kind }) => !DROPPED.has(kind)) || only.changes.length === 1)
  );
}

/** VACUUM runs in no transaction, and within one SQLite does not listen to `pragma foreign_keys`. */
function isApart(change: Change): boolean {
  if (change.kind === "session-setting") return change.setting === "foreign_keys";
  return isVacuum(change);
}

const DROPPED: ReadonlySet<string> = new Set(["drop-table", "drop-view"]);

const IDLE: ReadonlySet<string> = new Set(["read", "session-setting"]);
