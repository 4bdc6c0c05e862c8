// Drizzle keeps the hash of each migration's text, in the order of `id`, in __drizzle_migrations, on PostgreSQL in a
// schema of its own; releases 1 add the folder's name and the time. See "drizzle-kit migrate" in its documentation and
// migrate() in drizzle-orm/src/pg-core/dialect.ts (0.45) and src/pg-core/async/session.ts (1.0). It reverts nothing.
import type { AppliedMigration, Ledger } from "../model/migration.ts";
import type { Database, Migrator, Row, ToolSettings } from "../ports.ts";
import { drizzleListing } from "./drizzle-listing.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";
import { isCommentOnly } from "./sql-text.ts";
import { teamDown } from "./team-down.ts";
import { upOf } from "./up-text.ts";

const TABLE = "__drizzle_migrations";

const IN_SCHEMA = `drizzle.${TABLE}`;

const LEDGER_COLUMNS = ["id", "hash", "created_at"];

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
  conventions: { urlVariables: ["DATABASE_URL", "POSTGRES_URL", "MYSQL_URL"] },
  // The listing hashes the text of what was applied, and gives that of what would revert it.
  filesAre: "code",
  signs: { programs: ["drizzle-kit"], variables: ["DRIZZLE_"] },
  settingVariables: [],
  tables: [IN_SCHEMA, TABLE],
  recognise: (columns) => [IN_SCHEMA, TABLE].some((table) => isDrizzleLedger(columns.get(table) ?? new Set())),
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
  readLedger: readDrizzleLedger,
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

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
async function readDrizzleLedger(database: Database, toolSettings: ToolSettings): Promise<Ledger> {
  const tables = tablesIn(database, toolSettings);
  const columns = await database.columns(tables);
  const table = tables.find((name) => columns.has(name)) ?? tables[0] ?? TABLE;
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isDrizzleLedger(own)) throw ledgerNotUnderstood(table, { tool: "Drizzle", columns: LEDGER_COLUMNS }, columns);
  const times = own.has("applied_at") ? "applied_at" : "null as applied_at";
  const rows = await database.query(`select hash, ${times} from ?? order by id`, [table]);
  return { table, applied: rows.map(appliedOf), dirty: [], lock: null, complete: true };
}

/** Only PostgreSQL has the schema; a database of that name on MySQL would be another one. */
function tablesIn({ seen }: Database, { table }: ToolSettings): readonly string[] {
  if (table !== undefined) return [table];
  return seen.dialect === "postgresql" ? [IN_SCHEMA, TABLE] : [TABLE];
}

/** `created_at` is when the migration was generated; `applied_at` is null in rows that an upgrade found there. */
function appliedOf({ hash, applied_at: time }: Row): AppliedMigration {
  return { name: String(hash), appliedAt: time instanceof Date ? time.toISOString() : null };
}

function isDrizzleLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}
