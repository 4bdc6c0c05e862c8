// What a transaction that the script itself has begun lets its statements do.
import type { Change, Statement } from "../model/change.ts";
import type { Schema } from "./schema/schema.ts";
import { isOutsideTransactions } from "./outside-transactions.ts";

export function openAfter({ changes }: Statement, open: boolean): boolean {
  for (const change of changes)
    if (change.kind === "transaction" && change.verb !== "savepoint") return change.verb === "begin";
  return open;
}

/** Why the statement fails within one; undefined where it does not. */
export function refusedWithin({ changes }: Statement, { dialect }: Schema): string | undefined {
  if (changes.some(isOutsideTransactions)) return "it cannot run in a transaction, and one was begun";
  if (changes.some(isVacuum)) return "no space is given back within a transaction, and one was begun";
  const isBegun = changes.some((change) => change.kind === "transaction" && change.verb === "begin");
  return isBegun && dialect === "sqlite"
    ? "a transaction was begun already, and SQLite has no others within it"
    : undefined;
}

export function isVacuum(change: Change): boolean {
  return (change.kind === "maintenance" || change.kind === "rebuild-table") && VACUUM.test(change.text);
}

const VACUUM = /^\s*vacuum\b/i;
