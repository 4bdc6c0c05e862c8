// golang-migrate keeps one row in schema_migrations: the version that was reached, and whether the step to it ended
// well. What lies below is in the files. See its README, migrate.go, source/parse.go and database/postgres/postgres.go.
import type { Down, KnownMigration } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { isGolangMigrateLedger, readGolangMigrateLedger } from "./golang-migrate/ledger.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { teamDown } from "./sections/team-down.ts";
import { upOf } from "./sections/up-text.ts";
import { inVersionOrder } from "./version-order.ts";

const DEFAULT_TABLE = "schema_migrations";

export const golangMigrate: Migrator = {
  name: "golang-migrate",
  traits: {
    name: "golang-migrate",
    startUp: {
      kind: "depends",
      on: "it does so when the newest of them is the version that the ledger holds",
      says: "no migration found for version",
    },
    reverts: "by-sql",
    withoutCommand:
      "migrate takes the database's URL, password included, only as an argument, where others can read it",
    keepsOnlyNewest: true,
  },
  conventions: { urlVariables: ["DATABASE_URL", "POSTGRESQL_URL", "MYSQL_URL"] },
  filesAre: "sql",
  signs: { programs: ["migrate -path", "migrate -source", "migrate -database", "migrate -verbose"], variables: [] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => isGolangMigrateLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom,
  listing: ({ migrationsDir }) =>
    shellListing({ tool: "golang-migrate", told: migrationsDir, patterns: ["[0-9]*_*.*.*"], places: PLACES }),
  revertCommand: () => undefined,
  revertDirectly: ({ name, down }, target, { table = DEFAULT_TABLE }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord: stepBack(table, name, target) };
  },
  readLedger: async (database, { table = DEFAULT_TABLE }, files) => readGolangMigrateLedger(database, table, files),
  forwardCommand: ({ migrationsDir = "migrations", databaseUrlEnv = "DATABASE_URL" }) => ({
    argv: ["sh", "-c", `exec migrate -path "$0" -database "$${databaseUrlEnv}" up`, migrationsDir],
    environment: {},
  }),
};

/** The first one leaves no row, as `down 1` does. Only a ledger that stands at this very version is touched. */
function stepBack(
  table: string,
  name: string,
  { staying }: RevertTarget,
): { readonly text: string; readonly values: readonly string[] } {
  const previous = staying.at(-1);
  if (previous === undefined) return { text: "delete from ?? where version = ? and not dirty", values: [table, name] };
  return { text: "update ?? set version = ? where version = ? and not dirty", values: [table, previous, name] };
}

/** source/migration.go: one file for each version and direction. */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const parsed = files.flatMap((file) => {
    const [, digits, , direction] = /^(\d+)_(.*)\.(up|down)\.(.*)$/.exec(file.name) ?? [];
    return digits === undefined ? [] : [{ file, version: String(BigInt(digits)), direction }];
  });
  const downs = Map.groupBy(
    parsed.filter(({ direction }) => direction === "down"),
    ({ version }) => version,
  );
  const ups = parsed.filter(({ direction }) => direction === "up");
  return inVersionOrder(
    ups.map(({ file, version }) => ({
      name: version,
      file: file.name,
      down: downIn((downs.get(version) ?? []).map((down) => down.file)),
      ...upOf(file.text),
    })),
  );
}

/** The tool has no transaction of its own: files bring theirs, or PostgreSQL takes one text as one. */
function downIn([file, second]: readonly MigrationFile[]): Down {
  if (file === undefined) return { kind: "absent", because: "it has no .down file, so the tool would only step back" };
  if (second !== undefined)
    return { kind: "absent", because: `it has two .down files, at which the tool stops: ${file.name}, ${second.name}` };
  return teamDown(file.text, "its .down file was not read");
}

const PLACES = ["migrations", "db/migrations", "db/migration", "database/migrations", "sql/migrations", "/migrations"];
