// Prisma Migrate up to release 7 keeps one row per attempt at a migration, by the name of its folder, in
// _prisma_migrations. See "Prisma Migrate" in its documentation and, in prisma-engines,
// schema-engine/connectors/sql-schema-connector/src/sql_migration_persistence.rs. It reverts nothing by itself; its
// documentation ("Generating down migrations") has teams keep a down.sql in the folder.
import type { Ledger } from "../model/migration.ts";
import type { Database, Migrator, Row } from "../ports.ts";
import { advisoryLock } from "./advisory-lock.ts";
import { compareText } from "./compare-text.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";
import { prismaListing } from "./prisma-listing.ts";
import { teamDown } from "./team-down.ts";
import { upOf } from "./up-text.ts";

const TABLE = "_prisma_migrations";

const LEDGER_COLUMNS = ["migration_name", "checksum", "started_at", "finished_at", "rolled_back_at"];

/** schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs */
const LOCK_KEY = 72_707_369n;

export const prisma: Migrator = {
  name: "prisma",
  traits: { name: "prisma", startUp: { kind: "tolerates" }, reverts: "by-sql" },
  conventions: { urlVariables: ["DATABASE_URL", "DIRECT_URL", "POSTGRES_PRISMA_URL"] },
  // The listing looks into folders, which a look at the names of files would not.
  filesAre: "code",
  signs: { programs: ["prisma"], variables: ["PRISMA_"] },
  settingVariables: [],
  tables: [TABLE],
  recognise: (columns) => isPrismaLedger(columns.get(TABLE) ?? new Set()),
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
  readLedger: readPrismaLedger,
  forwardCommand: () => ({
    argv: ["node", "node_modules/prisma/build/index.js", "migrate", "deploy"],
    environment: {},
  }),
};

const NO_DOWN = "Prisma has no downs, and there is no down.sql beside its migration.sql";

/**
 * A name may have several rows: attempts that failed, some of them marked as rolled back, and one that went through.
 * An attempt that neither finished nor was marked blocks every later `migrate deploy`.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readPrismaLedger(database: Database): Promise<Ledger> {
  const columns = await database.columns([TABLE]);
  const own = columns.get(TABLE);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, TABLE));
  if (!isPrismaLedger(own)) throw ledgerNotUnderstood(TABLE, { tool: "Prisma", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query(
    "select migration_name, finished_at, rolled_back_at from ?? order by started_at, finished_at, migration_name",
    [TABLE],
  );
  const standing = rows.filter((row) => row["rolled_back_at"] === null);
  const applied = standing.filter((row) => row["finished_at"] !== null).map(appliedOf);
  const failed = standing.filter((row) => row["finished_at"] === null).map(({ migration_name: name }) => String(name));
  return {
    table: TABLE,
    applied: [...new Map(applied.map((migration) => [migration.name, migration])).values()],
    dirty: [...new Set(failed)],
    lock: await advisoryLock(database, LOCK_KEY, "Prisma Migrate's lock"),
    complete: true,
  };
}

/** PostgreSQL's column has a zone; in MySQL's the engine writes UTC, and the connection reads it as that. */
function appliedOf({ migration_name: name, finished_at: time }: Row): Ledger["applied"][number] {
  return { name: String(name), appliedAt: time instanceof Date ? time.toISOString() : null };
}

function isPrismaLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}
