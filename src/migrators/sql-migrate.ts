// sql-migrate records a file's name, extension included, and when it was applied in gorp_migrations. See its README and
// migrate.go in its source.
import type { KnownMigration, Ledger } from "../model/migration.ts";
import type { Dialect } from "../model/situation.ts";
import type { Database } from "../ports/database.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { expectLedger } from "./ledger/expect.ts";
import { timeInSqlite } from "./ledger/time-in-sqlite.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { statementsIn } from "./sections/marked-statements.ts";
import { markedFor } from "./sections/marks-in-sql.ts";
import { upOf } from "./sections/up-text.ts";
import { downIn, upIn } from "./sql-migrate/file.ts";
import { compareVersions } from "./version-order.ts";

const DEFAULT_TABLE = "gorp_migrations";

const LEDGER_COLUMNS = ["id", "applied_at"];

export const sqlMigrate: Migrator = {
  name: "sql-migrate",
  traits: {
    name: "sql-migrate",
    startUp: { kind: "refuses", says: "unknown migration in database" },
    reverts: "by-sql",
    withoutCommand:
      "sql-migrate's down goes by an environment of dbconfig.yml that is not known here, and while a skipped file is pending it runs that file's up",
  },
  conventions: { urlVariables: ["DATABASE_URL"] },
  filesAre: "sql",
  signs: { programs: ["sql-migrate"], variables: [] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => isSqlMigrateLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted((left, right) => inOrder(left.name, right.name)),
  listing: ({ migrationsDir }) =>
    shellListing({
      tool: "sql-migrate",
      told: migrationsDir,
      patterns: ["*.sql"],
      places: ["migrations", "/migrations"],
      config: { file: "dbconfig.yml", directory: "dir", table: "table" },
    }),
  revertCommand: () => undefined,
  revertDirectly: ({ name, down }, _, { table = DEFAULT_TABLE }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where id = ?", values: [table, name] };
    const alone = down.transaction ? {} : { statements: statementsIn(down.text) };
    return { kind: "sql", text: down.text, ...alone, transaction: down.transaction, unrecord };
  },
  readLedger: readSqlMigrateLedger,
  forwardCommand: () => ({ argv: ["sql-migrate", "up"], environment: {} }),
};

function knownOf({ name, text }: MigrationFile): readonly KnownMigration[] {
  if (!name.endsWith(".sql") || text === null || markedFor(text) !== "sql-migrate") return [];
  return [{ name, file: name, down: downIn(text), ...upOf(upIn(text)) }];
}

/** migrate.go, Migration.Less: by the number at the beginning, those without one last. */
function inOrder(left: string, right: string): number {
  const [first, second] = [left, right].map((name) => /^\d+/.exec(name)?.[0]);
  if (first === undefined || second === undefined) {
    if (first !== second) return first === undefined ? 1 : -1;
    return compareText(left, right);
  }
  return compareVersions(first, second) || compareText(left, right);
}

/**
 * In the order in which they were applied, and within one moment in that of their files.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readSqlMigrateLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  await expectLedger(database, table, { tool: "sql-migrate", columns: LEDGER_COLUMNS });
  const rows = await database.query("select id, applied_at from ??", [table]);
  const { dialect } = database.seen;
  const read = rows.map(({ id, applied_at: time }) => ({ name: String(id), ...whenOf(time, dialect) }));
  const applied = read.toSorted((left, right) => left.time - right.time || inOrder(left.name, right.name));
  return {
    table,
    applied: applied.map(({ name, time, isInstant }) => ({
      name,
      appliedAt: isInstant ? new Date(time).toISOString() : null,
    })),
    dirty: [],
    lock: null,
    complete: true,
  };
}

/** `time` is 0 where the row has none that can be read. */
interface When {
  readonly time: number;
  readonly isInstant: boolean;
}

/** PostgreSQL's times have a zone; MySQL's have none, and are the process' own. In SQLite its driver writes the offset. */
function whenOf(value: unknown, dialect: Dialect): When {
  if (value instanceof Date) return { time: value.getTime(), isInstant: dialect === "postgresql" };
  const read = timeInSqlite(value);
  return { time: read?.time ?? 0, isInstant: read?.hasOffset ?? false };
}

/** Drizzle's ledger has these columns too, among others. */
function isSqlMigrateLedger(columns: ReadonlySet<string>): boolean {
  return columns.size === LEDGER_COLUMNS.length && LEDGER_COLUMNS.every((column) => columns.has(column));
}
