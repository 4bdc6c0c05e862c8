import type { Down } from "../../../src/model/migration.ts";
import type { RevertTarget } from "../../../src/model/revert-target.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import { describe, expect, it } from "vitest";
import { kysely } from "../../../src/migrators/kysely.ts";
import { sequelize } from "../../../src/migrators/sequelize.ts";
import { typeorm } from "../../../src/migrators/typeorm.ts";

const NONE = { variables: {} };

const CODE: Down = { kind: "code" };

const target = (name: string, ...staying: readonly string[]): RevertTarget => ({ name, file: name, staying });

const plain = (name: string): MigrationFile => ({ name, text: null, down: null });

const recorded = (name: string, recordedAs: string): MigrationFile => ({ name, recordedAs, text: null, down: CODE });

const columns = (table: string, ...names: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map([[table, new Set(names)]]);

describe("sequelize", () => {
  it("knows its migrations by file name, sorted by code units, and leaves other files out", () => {
    const files = ["2-b.js", "10-a.cjs", "1-c.ts", "1-c.d.ts", "1-c.js.map", "readme.md", "x.sql"].map(plain);
    expect(sequelize.knownFrom(files).map(({ name }) => name)).toEqual(["1-c.ts", "10-a.cjs", "2-b.js"]);
  });

  it("knows ten thousand migrations", () => {
    const files = Array.from({ length: 10_000 }, (_, index) => plain(`${100_000 + index}-x.js`)).toReversed();
    expect(sequelize.knownFrom(files)).toHaveLength(10_000);
  });

  it("reverts one migration by its name, with node and without npx", () => {
    expect(sequelize.revertCommand(target("1-a.js"), { ...NONE, migrationsDir: "db" })?.argv).toEqual([
      ...["node", "node_modules/sequelize-cli/lib/sequelize", "db:migrate:undo", "--name", "1-a.js"],
      ...["--migrations-path", "db"],
    ]);
  });

  it.each([
    [["name"], true],
    [["name", "createdat", "updatedat"], true],
    [["name", "batch"], false],
    [["id"], false],
    [[], false],
  ])("is recognised by the columns %j: %s", (names, recognised) => {
    expect(sequelize.recognise(columns("SequelizeMeta", ...names))).toBe(recognised);
  });
});

describe("kysely", () => {
  it("knows a migration by its file without extension, be it compiled or not, and both once", () => {
    const files = ["2_b.ts", "1_a.js", "1_a.ts", "1_a.d.ts", "readme.md"].map(plain);
    expect(kysely.knownFrom(files).map(({ name, file }) => [name, file])).toEqual([
      ["1_a", "1_a.js"],
      ["2_b", "2_b.ts"],
    ]);
  });

  it("takes the names that a provider of the project's own gives", () => {
    expect(kysely.knownFrom([recorded("one", "one")])).toEqual([{ name: "one", file: "one", down: CODE }]);
  });

  it.each([
    ["keeps the one before", ["a", "b"], ["migrate", "down", "b"]],
    ["reverts just one where none stays", [], ["migrate", "down"]],
  ])("%s", (_, staying, words) => {
    expect(kysely.revertCommand(target("c", ...staying), NONE)?.argv.slice(4)).toEqual([
      ...words,
      "--no-outdated-check",
    ]);
  });

  it.each([
    [["name", "timestamp"], true],
    [["id", "timestamp", "name"], false],
    [["name"], false],
  ])("is recognised by the columns %j: %s", (names, recognised) => {
    expect(kysely.recognise(columns("kysely_migration", ...names))).toBe(recognised);
  });
});

describe("typeorm", () => {
  it("knows a migration by its class, in the order of the times in their names", () => {
    const files = [
      recorded("2-B.js", "B1704153600000"),
      recorded("1-Z.js", "Z1704067200000"),
      recorded("base.js", "BaseMigration"),
      plain("readme.md"),
    ];
    expect(typeorm.knownFrom(files).map(({ name, file }) => [name, file])).toEqual([
      ["Z1704067200000", "1-Z.js"],
      ["B1704153600000", "2-B.js"],
    ]);
  });

  it("hands the migration's name to what reverts, as a word of its own", () => {
    expect(typeorm.revertCommand(target("A'; B1704153600000"), NONE)?.argv).toEqual([
      ...["node", "-e", expect.any(String), "--", "A'; B1704153600000"],
    ]);
  });

  it.each([
    ["TypeORM's", ["id", "timestamp", "name"], true],
    ["Laravel's", ["id", "migration", "batch"], false],
    ["db-migrate's", ["id", "name", "run_on"], false],
  ])("tells by the columns that a table is %s", (_, names, recognised) => {
    expect(typeorm.recognise(columns("migrations", ...names))).toBe(recognised);
  });
});
