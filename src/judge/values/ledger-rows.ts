// What a migration tool prints among its statements to note what it has applied: rows that it alone reads.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import { WELL_KNOWN } from "../../model/well-known-ledgers.ts";
import { effect, impact } from "../rule.ts";

/** No code of the application minds what a statement writes to a ledger, and single rows are the tool's own to take. */
export function noted(own: Effect, change: Change): Effect {
  const isWritten = change.kind === "insert" || change.kind === "update" || change.kind === "delete";
  if (!isWritten || !LEDGERS.has(change.table.name.toLowerCase())) return own;
  if (own.succeeds === "no" || own.impact.verdict === "undetermined") return own;
  const isOwn = isOfSome(change) && own.succeeds !== "undetermined";
  // A row that is noted already is refused.
  const succeeds = change.kind === "insert" ? own.succeeds : "yes";
  return isOwn ? effect(`${change.table.name} notes what is applied`, { succeeds }) : { ...own, impact: UNMINDED };
}

/** All of them at once are a history that is gone. */
function isOfSome(change: ChangeOf<"insert" | "update" | "delete">): boolean {
  return change.kind === "insert" ? change.onConflict === "error" : change.filtered;
}

const UNMINDED = impact("compatible", "always");

/** A table of the application may be called like some of them. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["migrations"]);

const LEDGERS: ReadonlySet<string> = new Set(
  [...WELL_KNOWN.map(({ table }) => table.toLowerCase()), "databasechangeloglock"].filter(
    (table) => !AMBIGUOUS.has(table),
  ),
);
