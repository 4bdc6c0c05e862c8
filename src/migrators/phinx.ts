// Phinx keeps the version, the digits of a file's name, in phinxlog, with a breakpoint at which a rollback stops without
// a word. See "Commands" in its documentation and src/Phinx/Db/Adapter/PdoAdapter.php, src/Phinx/Migration/Manager.php.
import type { KnownMigration } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import type { LedgerReading } from "./ledger/reading.ts";
import { readerOf } from "./ledger/reading.ts";
import { phinxListing } from "./phinx/listing.ts";

const DEFAULT_TABLE = "phinxlog";

const LEDGER_COLUMNS: readonly string[] = ["version", "migration_name", "start_time", "end_time"];

/**
 * By version, which is the order of Phinx' default `version_order: creation`. Its times are in PHP's zone, which is not
 * stored.
 */
const phinxLedger: LedgerReading = {
  tool: "Phinx",
  columns: LEDGER_COLUMNS,
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => LEDGER_COLUMNS.every((column) => columns.has(column)),
  rows: "select version from ?? order by version",
  ledgerOf: ({ rows }) => ({ applied: rows.map(({ version }) => ({ name: String(version), appliedAt: null })) }),
};

export const phinx: Migrator = {
  name: "phinx",
  traits: { name: "phinx", startUp: { kind: "tolerates" }, reverts: "newest-file" },
  conventions: { urlVariables: ["DATABASE_URL", "DB_URL"] },
  filesAre: "code",
  signs: { programs: ["phinx"], variables: ["PHINX_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => phinxLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted((left, right) => compareNumbers(left.name, right.name)),
  listing: phinxListing,
  revertCommand: () => command("rollback"),
  forwardCommand: () => command("migrate"),
  revertDirectly: () => undefined,
  readLedger: readerOf(phinxLedger),
};

/**
 * One step, the newest of those with a file: with a target it would go on past whatever stands in between when the
 * project orders by execution. The environment is the configuration's default, or PHINX_ENVIRONMENT's.
 */
function command(word: "rollback" | "migrate"): Command {
  return { argv: ["php", "vendor/bin/phinx", word, "--no-interaction"], environment: {} };
}

function knownOf({ name, down }: MigrationFile): readonly KnownMigration[] {
  const [, digits] = /^(\d+)(?:_\w+)?\.php$/i.exec(name) ?? [];
  return digits === undefined ? [] : [{ name: String(BigInt(digits)), file: name, down: down ?? { kind: "code" } }];
}

function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  return BigInt(left) < BigInt(right) ? -1 : 1;
}
