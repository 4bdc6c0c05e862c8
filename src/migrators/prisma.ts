// Prisma Migrate up to release 7 keeps one row per attempt at a migration, by the name of its folder, in
// _prisma_migrations. See "Prisma Migrate" in its documentation and, in prisma-engines,
// schema-engine/connectors/sql-schema-connector/src/sql_migration_persistence.rs. It reverts nothing by itself; its
// documentation ("Generating down migrations") has teams keep a down.sql in the folder.
import type { Migrator } from "../ports/migrator.ts";
import type { LedgerReading } from "./ledger/reading.ts";
import { compareText } from "./compare-text.ts";
import { advisoryLockReading } from "./ledger/advisory-lock.ts";
import { readerOf, timeIn } from "./ledger/reading.ts";
import { prismaListing } from "./prisma/listing.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";
import { teamDown } from "./sections/team-down.ts";
import { upOf } from "./sections/up-text.ts";

const TABLE = "_prisma_migrations";

const LEDGER_COLUMNS = ["migration_name", "checksum", "started_at", "finished_at", "rolled_back_at"];

/** schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs */
const LOCK_KEY = 72_707_369n;

const URL_VARIABLES = ["DATABASE_URL", "DIRECT_URL", "POSTGRES_PRISMA_URL"];

/**
 * A name may have several rows: attempts that failed, some of them marked as rolled back, and one that went through.
 * An attempt that neither finished nor was marked blocks every later `migrate deploy`. PostgreSQL's column has a zone;
 * in MySQL's the engine writes UTC, and the connection reads it as that.
 */
const prismaLedger: LedgerReading = {
  tool: "Prisma",
  columns: LEDGER_COLUMNS,
  tables: () => [TABLE],
  fits: (columns) => LEDGER_COLUMNS.every((column) => columns.has(column)),
  rows: "select migration_name, finished_at, rolled_back_at from ?? order by started_at, finished_at, migration_name",
  locks: { postgresql: advisoryLockReading(LOCK_KEY, "Prisma Migrate's lock") },
  ledgerOf: ({ rows }) => {
    const standing = rows
      .filter((row) => row["rolled_back_at"] === null)
      .map(({ migration_name: name, finished_at: time }) => ({ name: String(name), appliedAt: timeIn(time) }));
    const applied = standing.filter(({ appliedAt }) => appliedAt !== null);
    const failed = standing.filter(({ appliedAt }) => appliedAt === null).map(({ name }) => name);
    return {
      applied: [...new Map(applied.map((migration) => [migration.name, migration])).values()],
      dirty: [...new Set(failed)],
    };
  },
};

export const prisma: Migrator = {
  name: "prisma",
  traits: { name: "prisma", startUp: { kind: "tolerates" }, reverts: "by-sql" },
  conventions: { urlVariables: URL_VARIABLES },
  // The listing looks into folders, which a look at the names of files would not.
  filesAre: "code",
  signs: { programs: ["prisma"], variables: ["PRISMA_"] },
  settingVariables: [],
  tables: [TABLE],
  recognise: (columns) => prismaLedger.fits(columns.get(TABLE) ?? new Set()),
  knownFrom: (files) =>
    files
      .map(({ name, text, up }) => ({ name, file: name, down: teamDown(text, NO_DOWN), ...upOf(up) }))
      .toSorted((left, right) => compareText(left.name, right.name)),
  listing: prismaListing,
  revertCommand: () => undefined,
  // Rows of attempts that failed and were marked as rolled back stay: they record what happened, and block nothing.
  revertDirectly: ({ name, down }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const text = "delete from ?? where migration_name = ? and finished_at is not null and rolled_back_at is null";
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord: { text, values: [TABLE, name] } };
  },
  ledgerProbe: nodeLedgerProbe(prismaLedger, URL_VARIABLES),
  readLedger: readerOf(prismaLedger),
  forwardCommand: () => ({
    argv: ["node", "node_modules/prisma/build/index.js", "migrate", "deploy"],
    environment: {},
  }),
};

const NO_DOWN = "Prisma has no downs, and there is no down.sql beside its migration.sql";
