import type { KnownMigration } from "../../../src/model/migration.ts";
import type { RevertTarget } from "../../../src/model/revert-target.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import type { ToolSettings } from "../../../src/ports/migrator.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { sqlx, diesel, refinery } = migrators;

const NONE: ToolSettings = { variables: {} };

const target = (name: string, ...staying: readonly string[]): RevertTarget => ({ name, file: name, staying });

describe("sqlx", () => {
  it.each([
    [
      "a simple migration",
      { "1_a.sql": "x" },
      { kind: "absent", because: "it is a simple migration, which sqlx passes over when it reverts" },
    ],
    ["no down file", { "1_a.up.sql": "x" }, { kind: "absent", because: "it has no .down.sql file" }],
    [
      "an empty down file",
      { "1_a.up.sql": "x", "1_a.down.sql": "\uFEFF-- none\r\n" },
      { kind: "absent", because: "its .down.sql file is empty" },
    ],
    [
      "a down file",
      { "1_a.up.sql": "x", "1_a.down.sql": "drop table a;" },
      { kind: "sql", text: "drop table a;", transaction: true },
    ],
    [
      "a down file that opts out",
      { "1_a.up.sql": "x", "1_a.down.sql": "-- no-transaction\ndrop index concurrently a;" },
      { kind: "sql", text: "-- no-transaction\ndrop index concurrently a;", transaction: false },
    ],
  ])("judges %s", (_, files, down) => {
    expect(downsOf(sqlx.knownFrom(filesOf(files)))).toEqual([down]);
  });

  it("knows one migration for each version, as a number, and calls a pair of one version no way back", () => {
    const known = sqlx.knownFrom(
      filesOf({ "10_b.sql": "", "0009_a.sql": "", "9_c.sql": "", "x_d.sql": "", "11.sql": "" }),
    );
    expect(known.map(({ name, file }) => [name, file])).toEqual([
      ["9", "0009_a.sql, 9_c.sql"],
      ["10", "10_b.sql"],
    ]);
  });

  it.each<[RevertTarget, ToolSettings, object]>([
    [target("3", "1", "2"), NONE, { argv: ["sqlx", "migrate", "revert", "--target-version", "2"] }],
    [target("1"), NONE, { argv: ["sqlx", "migrate", "revert", "--target-version", "0"] }],
    [
      target("1"),
      { ...NONE, migrationsDir: "db", databaseUrlEnv: "SHOP_URL" },
      {
        argv: ["sqlx", "migrate", "revert", "--target-version", "0", "--source", "db"],
        aliases: { DATABASE_URL: "SHOP_URL" },
      },
    ],
  ])("reverts %j with %j down to what stays", (asked, settings, command) => {
    expect(sqlx.revertCommand(asked, settings)).toEqual({ environment: {}, ...command });
  });
});

describe("diesel", () => {
  const folder = (name: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]));

  it("knows folders with an up.sql by what stands before the first underscore, without dashes", () => {
    const known = diesel.knownFrom(
      filesOf({
        ...folder("2024-01-02-000000_b", { "up.sql": "x", "down.sql": "y;" }),
        ...folder("00000000000000_diesel_initial_setup", { "up.sql": "x" }),
        ...folder("2024-01-03-000000_c", { "down.sql": "y;" }),
      }),
    );
    expect(known.map(({ name, file }) => [name, file])).toEqual([
      ["00000000000000", "00000000000000_diesel_initial_setup"],
      ["20240102000000", "2024-01-02-000000_b"],
    ]);
  });

  it.each([
    [{}, { kind: "absent", because: "it has no down.sql" }],
    [{ "down.sql": "" }, { kind: "absent", because: "its down.sql is empty" }],
    [
      { "down.sql": "-- This file should undo anything in `up.sql`\n" },
      { kind: "absent", because: "its down.sql is empty" },
    ],
    [{ "down.sql": "\uFEFFx;\r\n" }, { kind: "sql", text: "x;\r\n", transaction: true }],
    [
      { "down.sql": "x;", "metadata.toml": "run_in_transaction = true" },
      { kind: "sql", text: "x;", transaction: true },
    ],
    [
      { "down.sql": "x;", "metadata.toml": "run_in_transaction = false" },
      { kind: "sql", text: "x;", transaction: false },
    ],
    [
      { "down.sql": "x;", "metadata.toml": "# nothing said" },
      { kind: "sql", text: "x;", transaction: false },
    ],
  ])("judges %j", (files, down) => {
    expect(downsOf(diesel.knownFrom(filesOf(folder("1_a", { "up.sql": "x", ...files }))))).toEqual([down]);
  });

  it("calls two folders of one version no way back", () => {
    const down = { "up.sql": "x", "down.sql": "y;" };
    const known = diesel.knownFrom(filesOf({ ...folder("2024-01_a", down), ...folder("202401_b", down) }));
    expect(known).toEqual([
      {
        name: "202401",
        file: "2024-01_a, 202401_b",
        down: { kind: "absent", because: "several files have its version: 2024-01_a, 202401_b" },
      },
    ]);
  });

  it("takes back one, the newest, since it takes no name", () => {
    expect(diesel.traits.reverts).toBe("newest-file");
    expect(diesel.revertCommand(target("2", "1"), { ...NONE, migrationsDir: "db" })).toEqual({
      argv: ["diesel", "migration", "revert", "--number", "1", "--migration-dir", "db"],
      environment: {},
    });
  });
});

describe("refinery", () => {
  it("knows versioned and unversioned files, in folders and in Rust, by their number; a team's down is none", () => {
    const known = refinery.knownFrom(
      filesOf({
        "V10__b.sql": "x",
        "2024/U9__a.rs": "x",
        "V10__b.down.sql": "drop table b;",
        "V11-c.sql": "x",
        "mod.rs": "x",
        "V1.2__d.sql": "x",
      }),
    );
    expect(known.map(({ name, file, down }) => [name, file, down.kind])).toEqual([
      ["9", "2024/U9__a.rs", "absent"],
      ["10", "V10__b.sql", "sql"],
    ]);
    expect(refinery.revertCommand(target("10", "9"), NONE)).toBeUndefined();
  });

  it("reads them in the order in which they were applied", async () => {
    const rows = [
      { version: "1", applied_on: "2024-01-03T00:00:00.123456789Z" },
      { version: "2", applied_on: "2024-01-02T01:00:00+01:00" },
      { version: "3", applied_on: "no time" },
    ];
    const columns = { refinery_schema_history: ["version", "name", "applied_on", "checksum"] };
    const { applied } = await refinery.readLedger(fakeDatabase(columns, rows), NONE, []);
    expect(applied).toEqual([
      { name: "3", appliedAt: null },
      { name: "2", appliedAt: "2024-01-02T00:00:00.000Z" },
      { name: "1", appliedAt: "2024-01-03T00:00:00.123Z" },
    ]);
  });
});

function filesOf(texts: Readonly<Record<string, string>>): readonly MigrationFile[] {
  return Object.entries(texts).map(([name, text]) => ({ name, text, down: null }));
}

function downsOf(known: readonly KnownMigration[]): readonly KnownMigration["down"][] {
  return known.map(({ down }) => down);
}
