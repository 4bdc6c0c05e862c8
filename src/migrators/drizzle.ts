// Drizzle keeps the hash of each migration's text, in the order of `id`, in __drizzle_migrations, on PostgreSQL in a
// schema of its own; releases 1 add the folder's name and the time. See "drizzle-kit migrate" in its documentation and
// migrate() in drizzle-orm/src/pg-core/dialect.ts (0.45) and src/pg-core/async/session.ts (1.0). It reverts nothing.
import type { Migrator } from "../ports/migrator.ts";
import type { LedgerReading } from "./ledger/reading.ts";
import { drizzleListing } from "./drizzle/listing.ts";
import { readerOf, timeIn } from "./ledger/reading.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";
import { isCommentOnly } from "./sections/sql-text.ts";
import { teamDown } from "./sections/team-down.ts";
import { upOf } from "./sections/up-text.ts";

const TABLE = "__drizzle_migrations";

const IN_SCHEMA = `drizzle.${TABLE}`;

const LEDGER_COLUMNS = ["id", "hash", "created_at"];

const URL_VARIABLES = ["DATABASE_URL", "POSTGRES_URL", "MYSQL_URL"];

/**
 * Only PostgreSQL has the schema; a database of that name on MySQL would be another one. `created_at` is when the
 * migration was generated. `applied_at`, of releases 1, is null in rows that an upgrade found there.
 */
const drizzleLedger: LedgerReading = {
  tool: "Drizzle",
  columns: LEDGER_COLUMNS,
  tables: ({ table }, family) => {
    if (table !== undefined) return [table];
    return family === "postgresql" ? [IN_SCHEMA, TABLE] : [TABLE];
  },
  fits: (columns) => LEDGER_COLUMNS.every((column) => columns.has(column)),
  // SQLite takes the `serial` of a release 0 for any column, and leaves it empty; what came late it leaves out.
  rows: "select * from ?? order by id, created_at",
  ledgerOf: ({ rows }) => ({
    applied: rows.map(({ hash, applied_at: time }) => ({ name: String(hash), appliedAt: timeIn(time) })),
  }),
};

export const drizzle: Migrator = {
  name: "drizzle",
  traits: {
    name: "drizzle",
    startUp: {
      kind: "depends",
      on: "release 1 does so once, when it upgrades the ledger of a release 0",
      says: "While upgrading your database migrations table we found … that do not match any local migration",
    },
    reverts: "by-sql",
  },
  conventions: { urlVariables: URL_VARIABLES },
  // The listing hashes the text of what was applied, and gives that of what would revert it.
  filesAre: "code",
  signs: { programs: ["drizzle-kit"], variables: ["DRIZZLE_"] },
  settingVariables: [],
  tables: [IN_SCHEMA, TABLE],
  recognise: (columns) => [IN_SCHEMA, TABLE].some((table) => drizzleLedger.fits(columns.get(table) ?? new Set())),
  // By the hash, which both generations of ledgers hold: a name would be unknown to an image of the other one.
  knownFrom: (files) =>
    files.flatMap(({ name, text, up, recordedAs }) =>
      recordedAs === undefined
        ? []
        : [{ name: recordedAs, file: name, down: teamDown(inOne(text), NO_DOWN), ...upOf(inOne(up ?? null)) }],
    ),
  listing: drizzleListing,
  revertCommand: () => undefined,
  revertDirectly: ({ name, down }, _, { table }) => {
    if (down.kind !== "sql" || down.text === null || table === undefined) return undefined;
    const unrecord = { text: "delete from ?? where hash = ?", values: [table, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  ledgerProbe: nodeLedgerProbe(drizzleLedger, URL_VARIABLES),
  readLedger: readerOf(drizzleLedger),
  forwardCommand: () => ({ argv: ["node", "node_modules/drizzle-kit/bin.cjs", "migrate"], environment: {} }),
};

/**
 * Its statements are told apart by a line that only the tool understands, and that MySQL does not take for a comment;
 * none of them needs a semicolon.
 */
function inOne(text: string | null): string | null {
  return (
    text &&
    text
      .split(/-->[\t ]*statement-breakpoint/)
      .map(ended)
      .join("\n")
  );
}

function ended(statement: string): string {
  return isCommentOnly(statement) || /;\s*$/.test(statement) ? statement : `${statement}\n;`;
}

const NO_DOWN = "Drizzle has no downs, and there is no down.sql of the team's beside it";
