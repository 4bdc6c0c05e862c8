// refinery keeps one row per version in refinery_schema_history, with the time as RFC 3339 text. See its README and
// refinery_core/src/{util,traits/mod}.rs and refinery_cli/src/cli.rs in its source. It reverts nothing.
import type { Down, KnownMigration, Ledger } from "../model/migration.ts";
import type { Database, Row } from "../ports/database.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { expectLedger } from "./ledger/expect.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { teamDown } from "./sections/team-down.ts";
import { upOf } from "./sections/up-text.ts";
import { compareVersions, inVersionOrder } from "./version-order.ts";

const DEFAULT_TABLE = "refinery_schema_history";

const LEDGER_COLUMNS = ["version", "name", "applied_on", "checksum"];

export const refinery: Migrator = {
  name: "refinery",
  traits: {
    name: "refinery",
    startUp: {
      kind: "depends",
      on: "the library does so unless it is told set_abort_missing(false), and its program goes on unless it is told -m",
      says: "is missing from the filesystem",
    },
    reverts: "by-sql",
  },
  conventions: { urlVariables: ["DATABASE_URL"] },
  // The listing looks into folders, and at migrations in Rust.
  filesAre: "code",
  signs: { programs: ["refinery"], variables: ["REFINERY_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => LEDGER_COLUMNS.every((column) => columns.get(DEFAULT_TABLE)?.has(column) ?? false),
  knownFrom,
  listing: ({ migrationsDir }) =>
    shellListing({ tool: "refinery", told: migrationsDir, patterns: PATTERNS, places: PLACES }),
  revertCommand: () => undefined,
  revertDirectly: ({ name, down }, _, { table = DEFAULT_TABLE }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where version = ?", values: [table, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  readLedger: readRefineryLedger,
  forwardCommand: ({ migrationsDir = "migrations", databaseUrlEnv = "DATABASE_URL" }) => ({
    argv: ["refinery", "migrate", "-e", databaseUrlEnv, "-p", migrationsDir],
    environment: {},
  }),
};

/** STEM_RE: `V` and `U` tell how strict the order is, neither is an undo. `V1__x.down.sql` is none of its migrations. */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const downs = new Map(files.filter(({ name }) => name.endsWith(".down.sql")).map(({ name, text }) => [name, text]));
  return inVersionOrder(
    files.flatMap(({ name, text }) => {
      const [, stem = "", digits] = /^((?:.*\/)?[UV](\d+)__\w+)\.(?:sql|rs)$/.exec(name) ?? [];
      if (digits === undefined) return [];
      const down = downIn(downs.get(`${stem}.down.sql`));
      return [{ name: String(BigInt(digits)), file: name, down, ...(name.endsWith(".sql") ? upOf(text) : {}) }];
    }),
  );
}

function downIn(text: string | null | undefined): Down {
  return teamDown(text ?? null, "refinery has no downs, and there is no .down.sql file of the team's beside it");
}

/**
 * In the order in which they were applied: an unversioned one (`U…`) may come after those of higher numbers.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readRefineryLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  await expectLedger(database, table, { tool: "refinery", columns: LEDGER_COLUMNS });
  const rows = await database.query("select concat(version, '') as version, applied_on from ??", [table]);
  const applied = rows
    .map(appliedOf)
    .toSorted((left, right) => left.time - right.time || compareVersions(left.name, right.name));
  return {
    table,
    applied: applied.map(({ name, time }) => ({ name, appliedAt: time === 0 ? null : new Date(time).toISOString() })),
    dirty: [],
    lock: null,
    complete: true,
  };
}

/** `time` is 0 where the row has none that can be read. */
function appliedOf({ version, applied_on: time }: Row): { readonly name: string; readonly time: number } {
  return { name: String(version), time: Date.parse(String(time)) || 0 };
}

/** The tool goes down into every folder; three levels of them are looked into. */
const PATTERNS = ["", "*/", "*/*/"].flatMap((folders) => [`${folders}[UV][0-9]*__*.sql`, `${folders}[UV][0-9]*__*.rs`]);

const PLACES = ["migrations", "src/migrations", "db/migrations", "sql_migrations", "/migrations"];
