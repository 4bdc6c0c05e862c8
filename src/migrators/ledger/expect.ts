import type { Database } from "../../ports/database.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./shape.ts";

/** @throws ledger-not-found, ledger-not-understood when it lacks one of these columns */
export async function expectLedger(
  database: Database,
  table: string,
  expected: { readonly tool: string; readonly columns: readonly string[] },
): Promise<void> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!expected.columns.every((column) => own.has(column))) throw ledgerNotUnderstood(table, expected, columns);
}
