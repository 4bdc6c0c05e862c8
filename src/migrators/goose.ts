// goose keeps one row per applied version in goose_db_version, in the order of `id`, above a first row of version 0.
// Before 2.4.4 a down added a row that is not applied; the newest row of a version counts. See its README and
// migrate.go, down.go, internal/dialects and cmd/goose/main.go in its source.
import type { Down, KnownMigration, Ledger } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { Database, Row } from "../ports/database.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { downIn, upIn } from "./goose/file.ts";
import { expectLedger } from "./ledger/expect.ts";
import { instantOf } from "./ledger/time-in-sqlite.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { statementsIn } from "./sections/marked-statements.ts";
import { markedFor } from "./sections/marks-in-sql.ts";
import { upOf } from "./sections/up-text.ts";
import { compareVersions, inVersionOrder } from "./version-order.ts";

const DEFAULT_TABLE = "goose_db_version";

const LEDGER_COLUMNS = ["id", "version_id", "is_applied", "tstamp"];

export const goose: Migrator = {
  name: "goose",
  traits: { name: "goose", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: { urlVariables: ["GOOSE_DBSTRING", "DATABASE_URL"] },
  // Migrations in Go lie among the others.
  filesAre: "code",
  signs: { programs: ["goose"], variables: ["GOOSE_"] },
  settingVariables: ["GOOSE_DRIVER", "GOOSE_MIGRATION_DIR", "GOOSE_TABLE"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => LEDGER_COLUMNS.every((column) => columns.get(DEFAULT_TABLE)?.has(column) ?? false),
  knownFrom: (files) => inVersionOrder(files.flatMap(knownOf)),
  listing: (toolSettings) =>
    shellListing({
      tool: "goose",
      told: directoryOf(toolSettings),
      patterns: ["[0-9]*_*.sql", "[0-9]*_*.go"],
      places: PLACES,
    }),
  revertCommand,
  revertDirectly: ({ name, down }, _, toolSettings) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const table = tableOf(toolSettings);
    // The newest row alone: it is what counts, and those below it are of earlier days.
    const text =
      "delete from ?? where id = (select newest from (select max(id) as newest from ?? where version_id = ?) as own)";
    const unrecord = { text, values: [table, table, name] };
    const alone = down.transaction ? {} : { statements: statementsIn(down.text) };
    return { kind: "sql", text: down.text, ...alone, transaction: down.transaction, unrecord };
  },
  readLedger: readGooseLedger,
  forwardCommand: (toolSettings) => command(["up"], toolSettings),
};

/** Without a driver's name in the container goose would ask for the URL as an argument. */
function revertCommand({ name, staying }: RevertTarget, toolSettings: ToolSettings): Command | undefined {
  if (!toolSettings.variables["GOOSE_DRIVER"]) return undefined;
  const previous = staying.at(-1) ?? "0";
  // `down-to` does nothing when a version above this one was applied before it; `down` takes the newest of all.
  return command(compareVersions(previous, name) < 0 ? ["down-to", previous] : ["down"], toolSettings);
}

function command(words: readonly string[], toolSettings: ToolSettings): Command {
  const { databaseUrlEnv } = toolSettings;
  const directory = directoryOf(toolSettings);
  const table = tableOf(toolSettings);
  return {
    argv: [
      "goose",
      ...(directory === undefined ? [] : ["-dir", directory]),
      ...(table === DEFAULT_TABLE ? [] : ["-table", table]),
      ...words,
    ],
    environment: {},
    ...(databaseUrlEnv !== undefined && { aliases: { GOOSE_DBSTRING: databaseUrlEnv } }),
  };
}

/** migration.go, NumericComponent: what stands before the first underscore. */
function knownOf({ name, text }: MigrationFile): readonly KnownMigration[] {
  const [, digits, extension] = /^(\d+)_.*\.(sql|go)$/.exec(name) ?? [];
  if (digits === undefined || text === null || !isGoose(text) || name.endsWith("_test.go")) return [];
  const version = String(BigInt(digits));
  if (extension === "go") return [{ name: version, file: name, down: downInCode(text) }];
  return [{ name: version, file: name, down: downIn(text), ...upOf(upIn(text)) }];
}

/** Other tools number their files alike. */
function isGoose(text: string): boolean {
  return markedFor(text) === "goose" || /\bgoose\.Add(?:Named)?Migration/.test(text);
}

function downInCode(text: string): Down {
  const isNil = /\bgoose\.Add(?:Named)?Migration\w*\((?:\s*"[^"]*",)?\s*[\w.]+,\s*nil,?\s*\)/.test(text);
  return isNil ? { kind: "absent", because: "it registers no down" } : { kind: "code" };
}

/**
 * MySQL's and SQLite's times are instants; PostgreSQL's have no zone and are of whichever session's, so none is told.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readGooseLedger(database: Database, toolSettings: ToolSettings): Promise<Ledger> {
  const table = tableOf(toolSettings);
  await expectLedger(database, table, { tool: "goose", columns: LEDGER_COLUMNS });
  const rows = await database.query(
    "select concat(version_id, '') as version_id, is_applied, tstamp from ?? order by id",
    [table],
  );
  const newest = new Map(rows.map((row, index) => [String(row["version_id"]), index]));
  const standing = rows.filter((row, index) => newest.get(String(row["version_id"])) === index);
  const applied = standing.filter((row) => Boolean(row["is_applied"]) && String(row["version_id"]) !== "0");
  const isInstant = database.seen.dialect !== "postgresql";
  return { table, applied: applied.map((row) => appliedOf(row, isInstant)), dirty: [], lock: null, complete: true };
}

function appliedOf({ version_id: version, tstamp }: Row, isInstant: boolean): Ledger["applied"][number] {
  return { name: String(version), appliedAt: isInstant ? instantOf(tstamp) : null };
}

function directoryOf({ migrationsDir, variables }: ToolSettings): string | undefined {
  return migrationsDir ?? (variables["GOOSE_MIGRATION_DIR"] || undefined);
}

function tableOf({ table, variables }: ToolSettings): string {
  return table ?? (variables["GOOSE_TABLE"] || DEFAULT_TABLE);
}

const PLACES = [".", "migrations", "db/migrations", "database/migrations", "sql/migrations", "sql", "/migrations"];
