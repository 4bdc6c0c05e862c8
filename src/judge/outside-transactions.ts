import type { Change } from "../model/change.ts";

/** What PostgreSQL runs by itself alone, and refuses within a transaction. */
export function isOutsideTransactions(change: Change): boolean {
  if ("apart" in change && change.apart === true) return true;
  return "concurrently" in change && change.concurrently && change.kind !== "refresh-view";
}
