import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";

const dbMigrate = migrators["db-migrate"];

const target = (name: string) => ({ name, file: name, staying: [] });

describe("db-migrate", () => {
  it("reverts exactly one, and in its scope where it has one", () => {
    const settings = { variables: {}, migrationsDir: "db", table: "app.ledger" };
    expect(dbMigrate.revertCommand(target("/20240101000000-a"), settings)?.argv).toEqual([
      "node",
      "node_modules/db-migrate/bin/db-migrate",
      "down",
      "--count",
      "1",
      "--migrations-dir",
      "db",
      "--table",
      "ledger",
    ]);
    expect(dbMigrate.revertCommand(target("reports/20240101000000-a"), { variables: {} })?.argv[2]).toBe(
      "down:reports",
    );
  });

  it("applies exactly one, and in its scope where it has one", () => {
    const settings = { variables: {}, migrationsDir: "db" };
    expect(dbMigrate.applyCommand?.(target("reports/20240101000000-a"), settings)?.argv).toEqual([
      ...["node", "-e", expect.any(String), "--", "reports/20240101000000-a"],
      ...["node_modules/db-migrate/bin/db-migrate", "up:reports", "--migrations-dir", "db"],
    ]);
  });

  it("knows names as the ledger spells them, with a slash or the scope before them, and leaves others out", () => {
    const files = [
      "20240102000000-b.js",
      "20240101000000-a.b.js",
      "reports/20240103000000-c.js",
      "1_d.js",
      "sqls/x.sql",
    ];
    const known = dbMigrate.knownFrom(files.map((name) => ({ name, text: null, down: null })));
    expect(known.map(({ name, file }) => [name, file])).toEqual([
      ["/20240101000000-a", "20240101000000-a.b.js"],
      ["/20240102000000-b", "20240102000000-b.js"],
      ["reports/20240103000000-c", "reports/20240103000000-c.js"],
    ]);
  });

  it.each([
    ["drop table users;", "sql"],
    ["/* Replace with your SQL commands */", "absent"],
    ["\uFEFF-- nothing\r\n", "absent"],
  ])("judges the file of a down, %j: %s", (text, kind) => {
    const known = dbMigrate.knownFrom([{ name: "20240101000000-a.js", text, down: null }]);
    expect(known.map(({ down }) => down.kind)).toEqual([kind]);
  });

  it("takes away a row of either spelling when it reverts directly", () => {
    const migration = {
      name: "/20240101000000-a",
      file: "20240101000000-a.js",
      down: { kind: "sql", text: "drop table users", transaction: true },
    } as const;
    expect(dbMigrate.revertDirectly(migration, target(migration.name), { variables: {} })).toMatchObject({
      unrecord: { values: ["migrations", "/20240101000000-a", "20240101000000-a"] },
    });
  });

  it.each([
    [["id", "name", "run_on"], true],
    [["id", "name", "timestamp"], false],
    [["id", "migration", "batch"], false],
    [[], false],
  ])("is recognised by the columns %j: %s", (columns, recognised) => {
    expect(dbMigrate.recognise(new Map([["migrations", new Set(columns)]]))).toBe(recognised);
  });
});
