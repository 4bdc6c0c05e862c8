import type { MigrationName } from "../../model/migration.ts";
import type { LedgerReading } from "../ledger/reading.ts";

export const DEFAULT_TABLE: string = "schema_migrations";

export const railsLedger: LedgerReading = {
  tool: "Rails",
  columns: ["version"],
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => columns.size === 1 && columns.has("version"),
  rows: "select version from ??",
  ledgerOf: ({ rows }) => {
    const versions = rows.map(({ version }) => String(version)).toSorted(compareVersions);
    return { applied: versions.map((name) => ({ name, appliedAt: null })) };
  },
};

/** As numbers, of any length; what is none comes first, as Ruby's `to_i` makes zero of it. */
export function compareVersions(left: MigrationName, right: MigrationName): number {
  const [first, second] = [numberIn(left), numberIn(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function numberIn(version: MigrationName): bigint {
  return BigInt(/^\d+/.exec(version)?.[0] ?? 0);
}
