// What a migration tool prints among its statements to note what it has applied: rows of its own, and nobody else's.
import type { Change } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import { WELL_KNOWN } from "../../model/well-known-ledgers.ts";
import { effect } from "../rule.ts";

/** The effect of a statement that writes rows of a ledger, which the tool keeps so that none is refused. */
export function noted(own: Effect, change: Change): Effect {
  const isWritten = change.kind === "insert" || change.kind === "update" || change.kind === "delete";
  if (!isWritten || own.succeeds === "no" || !LEDGERS.has(change.table.name.toLowerCase())) return own;
  return effect(`the migration tool notes in ${change.table.name} what it has done`, {
    succeeds: own.succeeds === "undetermined" ? "undetermined" : "yes",
  });
}

/** A table of the application may be called like some of them. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["migrations"]);

const LEDGERS: ReadonlySet<string> = new Set(
  [...WELL_KNOWN.map(({ table }) => table.toLowerCase()), "databasechangeloglock"].filter(
    (table) => !AMBIGUOUS.has(table),
  ),
);
