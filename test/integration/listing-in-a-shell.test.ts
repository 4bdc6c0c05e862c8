import type { MigratorName } from "../../src/model/migration.ts";
import type { ImageListing } from "../../src/ports/image.ts";
import type { ToolSettings } from "../../src/ports/migrator.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
});

afterEach(() => image.remove());

describe("the listing in an image with nothing but a shell", () => {
  it("prints the files with their text to the last byte", () => {
    const texts = {
      "1_plain.up.sql": "select '%s \\n $(id) `id`';\n",
      "2_no line feed at the end.up.sql": "\n\n  \tselect 1;",
      "3_windows.up.sql": "\uFEFFselect 1;\r\n",
      "4_empty.up.sql": "",
      "5_größe 🐘.up.sql": "select 'é';\n\n\n",
    };
    for (const [name, text] of Object.entries(texts)) image.put(`migrations/${name}`, text);
    image.put("migrations/readme.up.sql", "not a migration");
    image.put("migrations/6_directory.up.sql/nothing", "");
    expect(look("golang-migrate")).toEqual({
      directory: "migrations",
      files: Object.entries(texts).map(([name, text]) => ({ name, text, down: null })),
      settings: {},
    });
  });

  it.each<[MigratorName, string, Partial<ToolSettings>]>([
    ["golang-migrate", "db/migrations/1_a.up.sql", {}],
    ["goose", "sql/migrations/00001_a.sql", {}],
    ["goose", "odd place/00001_a.go", { variables: { GOOSE_MIGRATION_DIR: "odd place" } }],
    ["goose", "-odd/00001_a.sql", { migrationsDir: "./-odd", variables: { GOOSE_MIGRATION_DIR: "elsewhere" } }],
    ["sqlx", "migrations/1_a.sql", {}],
    ["diesel", "migrations/2024-01-01-000000_a/up.sql", {}],
    ["refinery", "src/migrations/V1__a.rs", {}],
    ["refinery", "migrations/2024/01/V1__a.sql", {}],
    ["atlas", "migrations/atlas.sum", {}],
    ["sql-migrate", "migrations/a.sql", {}],
  ])("finds the files of %s in %s", (tool, file, settings) => {
    image.put(file, "-- text\n");
    expect(look(tool, settings).files).toMatchObject([{ text: "-- text\n" }]);
  });

  it.each<[MigratorName, string, string, object]>([
    ["sql-migrate", "dbconfig.yml", "production:\n  dir: 'db/sql'\n  table: \"app_ledger\"\n", { table: "app_ledger" }],
    [
      "sqlx",
      "sqlx.toml",
      '[migrate]\r\nmigrations-dir = "db/sql"\r\ntable-name = "app.ledger"\r\n',
      { table: "app.ledger" },
    ],
    ["sqlx", "sqlx.toml", '[migrate]\n# table-name = "other"\nmigrations-dir = "db/sql"', {}],
    ["diesel", "diesel.toml", '[migrations_directory]\ndir = "db/sql"\n', {}],
  ])("follows the settings of %s in %s: %j", (tool, file, text, settings) => {
    image.put(file, text);
    image.put("db/sql/1_a/up.sql", "");
    image.put("db/sql/1_a.sql", "");
    const listing = look(tool);
    expect({ directory: listing.directory, settings: listing.settings }).toEqual({ directory: "db/sql", settings });
    expect(listing.files).toHaveLength(1);
  });

  it("asks where the settings name several directories", () => {
    image.put("dbconfig.yml", "development:\n  dir: migrations/sqlite3\nproduction:\n  dir: migrations/postgres\n");
    image.put("migrations/postgres/1.sql", "");
    expect(() => look("sql-migrate")).toThrow(
      /names migrations\/sqlite3 and migrations\/postgres; --migrations-dir says which/,
    );
    expect(look("sql-migrate", { migrationsDir: "migrations/postgres" }).files).toHaveLength(1);
  });

  it("never prints a settings file, which may hold a password", () => {
    image.put("dbconfig.yml", "production:\n  datasource: user:secret@tcp(db)/shop\n  dir: db\n");
    image.put("db/1.sql", "");
    expect(JSON.stringify(look("sql-migrate"))).not.toContain("secret");
  });

  it("says what is missing", () => {
    expect(() => look("goose")).toThrow(`${image.path} has no goose migrations in ., migrations, db/migrations`);
    expect(() => look("goose", { migrationsDir: "gone" })).toThrow("there is no migrations directory gone");
  });

  it("can be put over a directory whose name is a pattern", () => {
    image.put("a*b/1_a.up.sql", "");
    image.put("aab/2_b.up.sql", "");
    expect(look("golang-migrate", { migrationsDir: "a*b" }).files.map(({ name }) => name)).toEqual(["1_a.up.sql"]);
  });
});

function look(tool: MigratorName, settings: Partial<ToolSettings> = {}): ImageListing {
  return image.look(migrators[tool].listing({ variables: {}, ...settings }));
}
