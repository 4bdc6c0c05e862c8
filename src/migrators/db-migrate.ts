// db-migrate records the name of a file without its extension, after a slash or after its scope and a slash, in
// migrations; it has no lock. See its documentation ("Basic usage", "Configuration") and, in its source, lib/migrator.js
// and allLoadedMigrations in db-migrate-base.
import type { Down, KnownMigration, MigrationName } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { dbMigrateApply } from "./db-migrate/apply.ts";
import { DEFAULT_TABLE, dbMigrateLedger, tableOf } from "./db-migrate/ledger.ts";
import { dbMigrateListing } from "./db-migrate/listing.ts";
import { dbMigrateOwnConnection } from "./db-migrate/own-connection.ts";
import { dbMigrateRecording } from "./db-migrate/recording.ts";
import { readerOf } from "./ledger/reading.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";
import { isCommentOnly } from "./sections/sql-text.ts";
import { upOf } from "./sections/up-text.ts";

/** Without a count of its own, a `count` in .db-migraterc would apply. */
const ONE = ["--count", "1"];

const URL_VARIABLES = ["DATABASE_URL"];

export const dbMigrate: Migrator = {
  name: "db-migrate",
  traits: { name: "db-migrate", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: { urlVariables: URL_VARIABLES },
  filesAre: "code",
  signs: { programs: ["db-migrate"], variables: [] },
  settingVariables: ["NODE_ENV"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => dbMigrateLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom,
  listing: dbMigrateListing,
  recording: dbMigrateRecording,
  ownConnection: dbMigrateOwnConnection((name, toolSettings) => cliCommand(["down", name, ...ONE], toolSettings)),
  // With a name, everything above it would go.
  revertCommand: ({ name }, toolSettings) => cliCommand([inScopeOf(name, "down"), ...ONE], toolSettings),
  applyCommand: ({ name }, toolSettings) => dbMigrateApply(name, cliCommand([inScopeOf(name, "up")], toolSettings)),
  forwardCommand: (toolSettings) => cliCommand(["up"], toolSettings),
  revertDirectly: ({ name, down }, _, toolSettings) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const values = [tableOf(toolSettings), name, name.replace(/^\//, "")];
    const unrecord = { text: "delete from ?? where name in (?, ?)", values };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  ledgerProbe: nodeLedgerProbe(dbMigrateLedger, URL_VARIABLES),
  readLedger: readerOf(dbMigrateLedger),
};

/** Long forms of options, since those of .db-migraterc go before short ones. The table never has a schema here. */
function cliCommand(words: readonly string[], { migrationsDir, table }: ToolSettings): Command {
  return {
    argv: [
      "node",
      "node_modules/db-migrate/bin/db-migrate",
      ...words,
      ...(migrationsDir === undefined ? [] : ["--migrations-dir", migrationsDir]),
      ...(table === undefined ? [] : ["--table", table.slice(table.indexOf(".") + 1)]),
    ],
    environment: {},
  };
}

/** Only the scope's own migrations are looked at then: `down:reports` for `reports/20240101000000-totals`. */
function inScopeOf(name: MigrationName, word: string): string {
  const scope = name.slice(0, Math.max(0, name.lastIndexOf("/")));
  return scope === "" ? word : `${word}:${scope}`;
}

/** In the order of their files. db-migrate itself stops at a file whose name does not begin with a time. */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const known = files.flatMap(knownOf).toSorted((left, right) => compareText(left.name, right.name));
  return [...new Map(known.map((migration) => [migration.name, migration])).values()];
}

/** lib/skeleton.js, parseName: up to the first dot. */
function knownOf({ name, text, down, up }: MigrationFile): readonly KnownMigration[] {
  const [, scope = "", title] = /^(?:\.\/)?(?:(.*)\/)?(\d{14}-[^.]+)\.(?:.*\.)?(?:js|ts|coffee)$/.exec(name) ?? [];
  if (title === undefined) return [];
  const way = text === null ? (down ?? { kind: "code" as const }) : downIn(text);
  return [{ name: `${scope}/${title}`, file: name, down: way, ...upOf(up) }];
}

function downIn(text: string): Down {
  if (isCommentOnly(text)) return { kind: "absent", because: "the SQL file of its down is empty" };
  return { kind: "sql", text, transaction: true };
}
