// Laravel keeps name and batch of each applied migration in the table `migrations`, and takes back by batch, then name,
// last first. See "Migrations" in its documentation and Illuminate/Database/Migrations/DatabaseMigrationRepository.php.
import type { KnownMigration } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { laravelLedgerProbe, laravelOwnConnection } from "./laravel/ledger-probe.ts";
import { DEFAULT_TABLE, laravelLedger } from "./laravel/ledger.ts";
import { laravelListing } from "./laravel/listing.ts";
import { laravelRecording } from "./laravel/recording.ts";
import { readerOf } from "./ledger/reading.ts";

export const laravel: Migrator = {
  name: "laravel",
  traits: { name: "laravel", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: { urlVariables: ["DB_URL", "DATABASE_URL"] },
  filesAre: "code",
  signs: { programs: ["artisan"], variables: ["LARAVEL_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => laravelLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted(byName),
  listing: laravelListing,
  recording: laravelRecording,
  revertCommand,
  applyCommand: ({ file }, toolSettings) => artisan("migrate", ...at(pathOf(file, toolSettings))),
  forwardCommand: ({ migrationsDir }) => artisan("migrate", ...(migrationsDir === undefined ? [] : at(migrationsDir))),
  revertDirectly: () => undefined,
  ledgerProbe: laravelLedgerProbe,
  ownConnection: laravelOwnConnection,
  readLedger: readerOf(laravelLedger),
};

/**
 * There is no command that takes a name. One step takes the newest, and of the files it sees only the target's: were
 * another one the newest, it would say "Migration not found" and leave everything as it is.
 */
function revertCommand({ file }: RevertTarget, toolSettings: ToolSettings): Command {
  return artisan("migrate:rollback", "--step=1", ...at(pathOf(file, toolSettings)));
}

function pathOf(file: string, { migrationsDir = "database/migrations" }: ToolSettings): string {
  return `${migrationsDir.replace(/\/+$/, "")}/${file}`;
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
