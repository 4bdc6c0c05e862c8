// What a migration tool prints among its statements to note what it has applied: rows that it alone reads.
import type { Change } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import { WELL_KNOWN } from "../../model/well-known-ledgers.ts";
import { impact } from "../rule.ts";

/** No code of the application minds what a statement writes to a ledger; what it overwrites is gone all the same. */
export function noted(own: Effect, change: Change): Effect {
  const isWritten = change.kind === "insert" || change.kind === "update" || change.kind === "delete";
  if (!isWritten || !LEDGERS.has(change.table.name.toLowerCase())) return own;
  const isJudged = own.succeeds !== "no" && own.impact.verdict !== "undetermined";
  return isJudged ? { ...own, impact: impact("compatible", "always") } : own;
}

/** A table of the application may be called like some of them. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["migrations"]);

const LEDGERS: ReadonlySet<string> = new Set(
  [...WELL_KNOWN.map(({ table }) => table.toLowerCase()), "databasechangeloglock"].filter(
    (table) => !AMBIGUOUS.has(table),
  ),
);
