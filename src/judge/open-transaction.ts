// What a transaction that the script itself has begun lets its statements do.
import type { Statement } from "../model/change.ts";
import type { Schema } from "./schema/schema.ts";

export function openAfter({ changes }: Statement, open: boolean): boolean {
  for (const change of changes)
    if (change.kind === "transaction" && change.verb !== "savepoint") return change.verb === "begin";
  return open;
}

/** Why the statement fails within one; undefined where it does not. */
export function refusedWithin({ changes }: Statement, { dialect }: Schema): string | undefined {
  const found = changes.find(
    (change) => "concurrently" in change && change.concurrently && change.kind !== "refresh-view",
  );
  if (found !== undefined) return "it cannot run in a transaction, and one was begun";
  if (dialect !== "sqlite") return undefined;
  if (changes.some((change) => change.kind === "transaction" && change.verb === "begin"))
    return "a transaction was begun already, and SQLite has no others within it";
  const isVacuum = changes.some((change) => change.kind === "maintenance" && VACUUM.test(change.text));
  return isVacuum ? "SQLite gives back no space within a transaction, and one was begun" : undefined;
}

const VACUUM = /^\s*vacuum\b/i;
