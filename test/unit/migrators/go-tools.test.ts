import type { KnownMigration } from "../../../src/model/migration.ts";
import type { RevertTarget } from "../../../src/model/revert-target.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import type { ToolSettings } from "../../../src/ports/migrator.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { goose, atlas, dbmate, sqlx, "golang-migrate": golangMigrate, "sql-migrate": sqlMigrate } = migrators;

const NONE: ToolSettings = { variables: {} };

const target = (name: string, ...staying: readonly string[]): RevertTarget => ({ name, file: name, staying });

describe("golang-migrate", () => {
  const pair = (stem: string, down: string): MigrationFile[] => [
    file(`${stem}.up.sql`, "select 1;"),
    file(`${stem}.down.sql`, down),
  ];

  it("knows one migration for each version, as a number and in the order of numbers", () => {
    const files = [...pair("10_b", "drop table b;"), ...pair("000009_a", "drop table a;"), file("9_README.md", "")];
    expect(golangMigrate.knownFrom(files)).toEqual([
      {
        name: "9",
        file: "000009_a.up.sql",
        down: { kind: "sql", text: "drop table a;", transaction: true },
        up: "select 1;",
      },
      {
        name: "10",
        file: "10_b.up.sql",
        down: { kind: "sql", text: "drop table b;", transaction: true },
        up: "select 1;",
      },
    ]);
  });

  it.each([
    ["has no file", [file("1_a.up.sql", "")], "it has no .down file"],
    ["is empty", pair("1_a", "-- nothing\r\n"), "the SQL file of its down is empty"],
    ["is there twice", [...pair("1_a", "x"), file("1_b.down.sql", "y")], "it has two .down files"],
    ["is there twice with its up", [...pair("1_a", "x"), ...pair("01_a", "y")], "several files have its version"],
  ])("calls a down absent that %s", (_, files, because) => {
    expect(downsOf(golangMigrate.knownFrom(files))).toEqual([
      { kind: "absent", because: expect.stringContaining(because) as string },
    ]);
  });

  it.each([
    "begin;\ndrop table a;\ncommit;",
    "\uFEFFBEGIN TRANSACTION;\r\ndrop table a;\r\nCOMMIT;",
    "drop index concurrently a",
  ])("leaves transactions to a down that brings or refuses one: %j", (text) => {
    expect(downsOf(golangMigrate.knownFrom(pair("1_a", text)))).toMatchObject([{ kind: "sql", transaction: false }]);
  });

  it("steps back to the version before, and to no row at all from the first", () => {
    const known: KnownMigration = {
      name: "2",
      file: "2_b.up.sql",
      down: { kind: "sql", text: "x", transaction: true },
    };
    expect(golangMigrate.revertDirectly(known, target("2", "1"), NONE)).toMatchObject({
      unrecord: {
        text: "update ?? set version = ? where version = ? and not dirty",
        values: ["schema_migrations", "1", "2"],
      },
    });
    expect(golangMigrate.revertDirectly(known, target("2"), { ...NONE, table: "app.ledger" })).toMatchObject({
      unrecord: { text: "delete from ?? where version = ? and not dirty", values: ["app.ledger", "2"] },
    });
  });

  it("has no command, so that no URL becomes an argument", () => {
    expect(golangMigrate.revertCommand(target("2", "1"), NONE)).toBeUndefined();
    expect(golangMigrate.forwardCommand({ ...NONE, databaseUrlEnv: "SHOP_URL", migrationsDir: "db" }).argv).toEqual([
      "sh",
      "-c",
      'exec migrate -path "$0" -database "$SHOP_URL" up',
      "db",
    ]);
  });

  it.each([
    [[{ version: "2", dirty: true }], ["1", "2"], ["2"]],
    [[{ version: "-1", dirty: 1 }], [], ["-1"]],
    [[{ version: "1", dirty: 0 }], ["1"], []],
    [[], [], []],
  ])("takes the ledger %j for what the files say", async (rows, applied, dirty) => {
    const files = golangMigrate.knownFrom([...pair("1_a", "x"), ...pair("2_b", "y"), ...pair("3_c", "z")]);
    const ledger = await golangMigrate.readLedger(database(rows), NONE, files);
    expect({ applied: ledger.applied.map(({ name }) => name), dirty: ledger.dirty }).toEqual({ applied, dirty });
  });

  it.each([
    [undefined, "the table schema_migrations alone does not say what is applied"],
    [[], "the table schema_migrations holds a version that no file explains: 7"],
  ])("does not guess what lies below a version: %j", async (files, summary) => {
    await expect(
      golangMigrate.readLedger(database([{ version: "7", dirty: false }]), NONE, files),
    ).rejects.toMatchObject({
      trouble: { code: "ledger-not-understood", summary },
    });
  });

  const database = (rows: Parameters<typeof fakeDatabase>[1]): ReturnType<typeof fakeDatabase> =>
    fakeDatabase({ schema_migrations: ["version", "dirty"] }, rows);
});

describe("goose", () => {
  it("knows its SQL files and its Go files by their numbers, and leaves other files out", () => {
    const go = "package m\nfunc init() { goose.AddMigrationContext(up, down) }";
    const known = goose.knownFrom([
      file("00010_b.sql", "-- +goose Up\nx;\n-- +goose Down\ny;\n"),
      file("00009_a.go", go),
      file("00009_a_test.go", go),
      file("00011_other.sql", "-- migrate:up\nx;\n-- migrate:down\ny;"),
      file("00012_plain.sql", "select 1;"),
      file("00013_main.go", "package main"),
    ]);
    expect(known.map(({ name, down }) => [name, down.kind])).toEqual([
      ["9", "code"],
      ["10", "sql"],
    ]);
  });

  it.each([
    "goose.AddMigration(up, nil)",
    'goose.AddNamedMigrationContext("1_a.go", up, nil)',
    "goose.AddMigrationNoTx(\n\tup,\n\tnil,\n)",
  ])("sees that %j registers no down", (call) => {
    expect(downsOf(goose.knownFrom([file("1_a.go", call)]))).toEqual([
      { kind: "absent", because: "it registers no down" },
    ]);
  });

  it.each<[RevertTarget, ToolSettings, readonly string[]]>([
    [target("2", "1"), NONE, ["goose", "down-to", "1"]],
    [target("1"), NONE, ["goose", "down-to", "0"]],
    [target("2", "1", "3"), NONE, ["goose", "down"]],
    [
      target("2", "1"),
      { variables: { GOOSE_MIGRATION_DIR: "m", GOOSE_TABLE: "t" } },
      ["goose", "-dir", "m", "-table", "t", "down-to", "1"],
    ],
  ])("reverts %j with %j", (asked, settings, argv) => {
    const variables = { GOOSE_DRIVER: "postgres", ...settings.variables };
    expect(goose.revertCommand(asked, { ...settings, variables })).toEqual({ argv, environment: {} });
  });

  it("gets the URL under its own name from the variable that was named, and nothing without a driver", () => {
    const settings = { variables: { GOOSE_DRIVER: "postgres" }, databaseUrlEnv: "SHOP_URL" };
    expect(goose.revertCommand(target("2", "1"), settings)?.aliases).toEqual({ GOOSE_DBSTRING: "SHOP_URL" });
    expect(goose.revertCommand(target("2", "1"), NONE)).toBeUndefined();
  });
});

describe("Atlas", () => {
  const sum = file("atlas.sum", "h1:");

  it("keeps the team's downs in a folder, or beside files in golang-migrate's form", () => {
    const native = [
      sum,
      file("2_b.sql", "x"),
      file("1_a.sql", "x"),
      file("down/2_b.sql", "drop table b;"),
      file("README.md", ""),
    ];
    expect(atlas.knownFrom(native).map(({ name, file: own, down }) => [name, own, down.kind])).toEqual([
      ["1", "1_a.sql", "absent"],
      ["2", "2_b.sql", "sql"],
    ]);
    const paired = [sum, file("1_a.up.sql", "x"), file("1_a.down.sql", "drop table a;")];
    expect(atlas.knownFrom(paired).map(({ name, file: own, down }) => [name, own, down.kind])).toEqual([
      ["1", "1_a.up.sql", "sql"],
    ]);
    expect(atlas.knownFrom(native.slice(1))).toEqual([]);
  });

  const COLUMNS = ["version", "type", "applied", "total", "executed_at", "error", "hash"];

  it("counts what lies below a baseline as applied, and the cloud's own row as nothing", async () => {
    const rows = [
      row("3", {}),
      row("2", { type: 1, applied: 0, total: 0 }),
      row(".atlas_cloud_identifier", { total: 7 }),
    ];
    const files = atlas.knownFrom([
      sum,
      ...["1_a.sql", "2_b.sql", "3_c.sql", "4_d.sql"].map((name) => file(name, "x")),
    ]);
    const ledger = await atlas.readLedger(fakeDatabase({ atlas_schema_revisions: COLUMNS }, rows), NONE, files);
    expect(ledger).toMatchObject({ applied: [{ name: "1" }, { name: "2" }, { name: "3" }], dirty: [] });
  });

  it.each([
    [{ applied: 1, error: "no" }, ["3"]],
    [{ applied: 1, type: 6 }, ["3"]],
    [{ error: "no" }, ["3"]],
    [{ error: "no", type: 6 }, []],
    [{ error: "" }, []],
  ])("calls a row with %j half applied: %j", async (changed, dirty) => {
    const place = "atlas_schema_revisions.atlas_schema_revisions";
    const ledger = await atlas.readLedger(fakeDatabase({ [place]: COLUMNS }, [row("3", changed)]), NONE, []);
    expect({ table: ledger.table, dirty: ledger.dirty }).toEqual({ table: place, dirty });
  });

  const row = (version: string, changed: object): Record<string, unknown> => ({
    ...{ version, type: 2, applied: 2, total: 2, executed_at: new Date(0), error: null },
    ...changed,
  });
});

describe("sql-migrate", () => {
  it("knows its migrations by the whole name of the file, numbers first and as numbers", () => {
    const text = "-- +migrate Up\nx;\n-- +migrate Down\ny;\n";
    const names = ["10_b.sql", "9_a.sql", "initial.sql", "009_A.sql", "notes.txt"];
    const known = sqlMigrate.knownFrom([...names.map((name) => file(name, text)), file("11_plain.sql", "select 1;")]);
    expect(known.map(({ name }) => name)).toEqual(["009_A.sql", "9_a.sql", "10_b.sql", "initial.sql"]);
  });

  it("reads what drivers write into SQLite, where only a time with its offset is an instant", async () => {
    const times = {
      "3.sql": "2024-01-02 03:04:05.032968584+02:00",
      "1.sql": "2024-01-02 01:04:06+00:00",
      "5.sql": "2024-01-02T01:04:07Z",
      "2.sql": "2024-01-02 01:04:08",
      "4.sql": null,
    };
    const rows = Object.entries(times).map(([id, applied_at]) => ({ id, applied_at }));
    const database = fakeDatabase({ gorp_migrations: ["id", "applied_at"] }, rows, "sqlite");
    expect((await sqlMigrate.readLedger(database, NONE, undefined)).applied).toEqual([
      { name: "4.sql", appliedAt: null },
      { name: "3.sql", appliedAt: "2024-01-02T01:04:05.032Z" },
      { name: "1.sql", appliedAt: "2024-01-02T01:04:06.000Z" },
      { name: "5.sql", appliedAt: "2024-01-02T01:04:07.000Z" },
      { name: "2.sql", appliedAt: null },
    ]);
  });
});

describe("files that are numbered alike", () => {
  it.each([
    ["-- +goose Up\nx;", ["goose"]],
    ["-- +migrate Up\nx;", ["sql-migrate"]],
    ["-- migrate:up\nx;\n-- migrate:down\ny;", ["dbmate"]],
    ["select 1;", ["dbmate", "sqlx"]],
  ])("with %j in them are those of %j", (text, names) => {
    const tools = [dbmate, goose, sqlMigrate, sqlx, golangMigrate];
    const fitting = tools.filter((tool) => tool.knownFrom([file("20240101_a.sql", text)]).length > 0);
    expect(fitting.map(({ name }) => name)).toEqual(names);
  });
});

function file(name: string, text: string): MigrationFile {
  return { name, text, down: null };
}

function downsOf(known: readonly KnownMigration[]): readonly KnownMigration["down"][] {
  return known.map(({ down }) => down);
}
