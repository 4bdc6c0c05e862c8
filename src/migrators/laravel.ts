// Laravel keeps name and batch of each applied migration in the table `migrations`, and takes back by batch, then name,
// last first. See "Migrations" in its documentation and Illuminate/Database/Migrations/DatabaseMigrationRepository.php.
import type { KnownMigration, Ledger } from "../model/migration.ts";
import type { Command, Database, MigrationFile, Migrator, RevertTarget, ToolSettings } from "../ports.ts";
import { laravelListing } from "./laravel-listing.ts";
import { laravelRecording } from "./laravel-recording.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

const DEFAULT_TABLE = "migrations";

/** Before Laravel 5.4 there was no `id`. */
const LEDGER_COLUMNS: readonly string[] = ["migration", "batch"];

export const laravel: Migrator = {
  name: "laravel",
  traits: { name: "laravel", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: { urlVariables: ["DB_URL", "DATABASE_URL"] },
  filesAre: "code",
  signs: { programs: ["artisan"], variables: ["LARAVEL_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => isLaravelLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted(byName),
  listing: laravelListing,
  recording: laravelRecording,
  revertCommand,
  forwardCommand: ({ migrationsDir }) => artisan("migrate", ...(migrationsDir === undefined ? [] : at(migrationsDir))),
  revertDirectly: () => undefined,
  readLedger: readLaravelLedger,
};

/**
 * There is no command that takes a name. One step takes the newest, and of the files it sees only the target's: were
 * another one the newest, it would say "Migration not found" and leave everything as it is.
 */
function revertCommand({ file }: RevertTarget, { migrationsDir = "database/migrations" }: ToolSettings): Command {
  return artisan("migrate:rollback", "--step=1", ...at(`${migrationsDir.replace(/\/+$/, "")}/${file}`));
}

/** Without `--force`, artisan asks in production, and takes silence for a no. */
function artisan(...words: readonly string[]): Command {
  return { argv: ["php", "artisan", ...words, "--force"], environment: {} };
}

/** A path is taken to lie below the application's directory unless it is called a real one. */
function at(path: string): readonly string[] {
  return path.startsWith("/") ? [`--path=${path}`, "--realpath"] : [`--path=${path}`];
}

function knownOf({ name, down }: MigrationFile): readonly KnownMigration[] {
  if (!/_.*\.php$/s.test(name)) return [];
  return [{ name: name.replace(/\.php$/, ""), file: name, down: down ?? { kind: "code" } }];
}

function byName(left: KnownMigration, right: KnownMigration): number {
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}

/**
 * Names are compared by the database, as when Laravel takes back.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readLaravelLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isLaravelLedger(own)) throw ledgerNotUnderstood(table, { tool: "Laravel", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query("select migration from ?? order by batch, migration", [table]);
  const applied = rows.map((row) => ({ name: String(row["migration"]), appliedAt: null }));
  return { table, applied, dirty: [], lock: null, complete: true };
}

function isLaravelLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}
