// Atlas, with versioned migrations, keeps one row per file in atlas_schema_revisions, either in the schema that it
// manages or, when it manages several, in a schema of that name. See "Versioned Migrations" in its documentation and
// sql/migrate/{dir,migrate}.go, cmd/atlas/internal/migrate and cmd/atlas/internal/cmdapi in its source. The community's
// program has no `migrate down`.
import type { Down, KnownMigration } from "../model/migration.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { IN_SCHEMA, TABLE, isAtlasLedger, readAtlasLedger } from "./atlas/ledger.ts";
import { compareText } from "./compare-text.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { teamDown } from "./sections/team-down.ts";
import { upOf } from "./sections/up-text.ts";
import { oneForEach } from "./version-order.ts";

export const atlas: Migrator = {
  name: "atlas",
  traits: { name: "atlas", startUp: { kind: "tolerates" }, reverts: "by-sql" },
  conventions: { urlVariables: ["DATABASE_URL"] },
  // The listing takes atlas.sum and a folder along with the migrations.
  filesAre: "code",
  signs: { programs: ["atlas"], variables: ["ATLAS_"] },
  settingVariables: [],
  tables: [TABLE, IN_SCHEMA],
  recognise: (columns) => [TABLE, IN_SCHEMA].some((table) => isAtlasLedger(columns.get(table) ?? new Set())),
  knownFrom,
  listing: ({ migrationsDir }) =>
    shellListing({
      tool: "Atlas",
      told: migrationsDir,
      patterns: ["atlas.sum", "*.sql", "down/*.sql"],
      places: ["migrations", "db/migrations", "/migrations"],
    }),
  revertCommand: () => undefined,
  revertDirectly: ({ name, down }, { ledger = TABLE }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where version = ?", values: [ledger, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  readLedger: readAtlasLedger,
  forwardCommand: () => ({ argv: ["atlas", "migrate", "apply"], environment: {} }),
};

/**
 * Atlas takes every .sql file that lies there for a migration, so that a team's downs are in a folder: `down/NAME.sql`
 * for `NAME.sql`. In a directory in golang-migrate's format (`*.up.sql`) they are the `.down.sql` files. Without its
 * atlas.sum Atlas does not touch a directory.
 */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  if (files.every(({ name }) => name !== "atlas.sum")) return [];
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  const own = files.map(({ name }) => name).filter((name) => name.endsWith(".sql") && !name.startsWith("down/"));
  const paired = own.filter((name) => name.endsWith(".up.sql"));
  const known = (paired.length > 0 ? paired : own).toSorted(compareText).map((name) => ({
    name: name.replace(/\.sql$/, "").split("_")[0] ?? name,
    file: name,
    down: downIn(texts.get(paired.length > 0 ? name.replace(/\.up\.sql$/, ".down.sql") : `down/${name}`)),
    ...upIn(texts.get(name)),
  }));
  return oneForEach(known);
}

/** sql/migrate/dir.go: a file may choose another delimiter, or hold several files. */
function upIn(text: string | null | undefined): Pick<KnownMigration, "up"> {
  return /^-- atlas:(?:delimiter|txtar)\b/m.test(text ?? "") ? {} : upOf(text);
}

function downIn(text: string | null | undefined): Down {
  return teamDown(text ?? null, "Atlas' community program has no downs, and there is none of the team's in down/");
}
