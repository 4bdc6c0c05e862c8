import type { Ledger } from "../../../src/model/migration.ts";
import type { RevertTarget } from "../../../src/model/revert-target.ts";
import type { Database } from "../../../src/ports/database.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import type { ToolSettings } from "../../../src/ports/migrator.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { dbmateLedgerProbe } from "../../../src/migrators/dbmate/ledger-probe.ts";
import { UNASKED, fakeDatabase } from "../../support/fake-database.ts";

const { knex, dbmate } = migrators;

const NONE: ToolSettings = { variables: {} };

const target = (name: string): RevertTarget => ({ name, file: name, staying: [] });

describe("knex", () => {
  it("knows its migrations by file name, sorted by code units, and leaves other files out", () => {
    const files = ["10_b.js", "2_a.js", "B.js", "a.js", "readme.md", "5_c.ts", "6_d.sql"].map(looked(null));
    expect(knex.knownFrom(files).map(({ name }) => name)).toEqual(["10_b.js", "2_a.js", "5_c.ts", "B.js", "a.js"]);
  });

  it("takes every file that the project's own extensions chose, with its down", () => {
    const absent = { kind: "absent", because: "its down is empty" } as const;
    expect(knex.knownFrom([looked(absent)("1_a.mjs")])).toEqual([{ name: "1_a.mjs", file: "1_a.mjs", down: absent }]);
  });

  it("reverts one migration by its name, with node and without npx", () => {
    expect(knex.revertCommand(target("1_a.js"), { ...NONE, migrationsDir: "db/changes" })).toEqual({
      argv: ["node", "node_modules/knex/bin/cli.js", "--migrations-directory", "db/changes", "migrate:down", "1_a.js"],
      environment: {},
    });
  });

  it("applies what is pending with its latest", () => {
    expect(knex.forwardCommand(NONE).argv).toEqual(["node", "node_modules/knex/bin/cli.js", "migrate:latest"]);
  });

  it("lists without the container's environment, but in the section it names", () => {
    const probe = knex.listing({ variables: { NODE_ENV: "production" }, migrationsDir: "-odd" });
    expect({ needs: probe.needs, environment: probe.command.environment, last: probe.command.argv.slice(3) }).toEqual({
      needs: "nothing",
      environment: { NODE_ENV: "production" },
      last: ["--", "-odd"],
    });
  });

  it.each([
    ["code", "1_a.js", { kind: "code" }, { kind: "knex", name: "1_a.js", directory: "/here", table: "app.ledger" }],
    ["an absent down", "1_a.js", { kind: "absent", because: "" }, undefined],
  ] as const)("reverts %s directly as %s", (_, name, down, revert) => {
    const settings = { ...NONE, localMigrations: "/here", table: "app.ledger" };
    expect(knex.revertDirectly({ name, file: name, down }, target(name), settings)).toEqual(revert);
  });

  it.each([
    [["id", "name", "batch", "migration_time"], true],
    [["id", "name", "run_on"], false],
    [[], false],
  ])("is recognised by the columns %j: %s", (columns, recognised) => {
    expect(knex.recognise(new Map([["knex_migrations", new Set(columns)]]))).toBe(recognised);
  });

  it.each([
    ["a time", new Date("2024-02-02T10:00:00.123Z")],
    ["milliseconds, as on SQLite", Date.parse("2024-02-02T10:00:00.123Z")],
    ["text, as a probe gives it", "2024-02-02T10:00:00.123Z"],
  ])("tells when a migration was applied from %s", async (_, time) => {
    const columns = { knex_migrations: ["id", "name", "batch", "migration_time"] };
    const { applied } = await knex.readLedger(fakeDatabase(columns, [{ name: "a", migration_time: time }]), NONE, []);
    expect(applied).toEqual([{ name: "a", appliedAt: "2024-02-02T10:00:00.123Z" }]);
  });

  it("is not held by a free lock or none", async () => {
    const table = ["id", "name", "batch", "migration_time"];
    const free = await knex.readLedger(
      database({ knex_migrations: table, knex_migrations_lock: ["is_locked"] }),
      NONE,
      [],
    );
    const none = await knex.readLedger(database({ knex_migrations: table }), NONE, []);
    expect([free.lock, none.lock]).toEqual([null, null]);
  });
});

describe("dbmate", () => {
  it("knows its migrations by their digits, sorted by file name, and leaves other files out", () => {
    const files = ["20240102_b.sql", "20240101_a.sql", "readme.sql", "20240103.sql", "1_x.sql.bak"].map(looked(null));
    expect(dbmate.knownFrom(files).map(({ name, file }) => [name, file])).toEqual([
      ["20240101", "20240101_a.sql"],
      ["20240102", "20240102_b.sql"],
      ["20240103", "20240103.sql"],
    ]);
  });

  it.each([
    ["rollback", dbmate.revertCommand(target("1"), NONE)?.argv, ["dbmate", "--no-dump-schema", "rollback"]],
    ["migrate", dbmate.forwardCommand(NONE).argv, ["dbmate", "--no-dump-schema", "migrate"]],
    [
      "rollback where the operator said more",
      dbmate.revertCommand(target("1"), {
        ...NONE,
        databaseUrlEnv: "SHOP_URL",
        migrationsDir: "a,b",
        table: "app.ledger",
      })?.argv,
      [
        "dbmate",
        "--no-dump-schema",
        "--env",
        "SHOP_URL",
        "--migrations-dir",
        "a,b",
        "--migrations-table",
        "app.ledger",
        "rollback",
      ],
    ],
  ])("is asked to %s", (_, argv, expected) => {
    expect(argv).toEqual(expected);
  });

  it("reverts SQL directly, together with its row", () => {
    const down = { kind: "sql", text: "drop table t;", transaction: false } as const;
    const settings = { variables: { DBMATE_MIGRATIONS_TABLE: "app.ledger" } };
    expect(dbmate.revertDirectly({ name: "1", file: "1_a.sql", down }, target("1"), settings)).toEqual({
      kind: "sql",
      text: "drop table t;",
      transaction: false,
      unrecord: { text: "delete from ?? where version = ?", values: ["app.ledger", "1"] },
    });
  });

  it.each([
    { kind: "sql", text: null, transaction: true },
    { kind: "absent", because: "" },
  ] as const)("cannot revert %j directly", (down) => {
    expect(dbmate.revertDirectly({ name: "1", file: "1_a.sql", down }, target("1"), NONE)).toBeUndefined();
  });

  it.each([
    ["alone", { schema_migrations: ["version"] }, true],
    ["of golang-migrate", { schema_migrations: ["version", "dirty"] }, false],
    ["of Ecto", { schema_migrations: ["version", "inserted_at"] }, false],
    ["of Rails", { schema_migrations: ["version"], ar_internal_metadata: ["key", "value"] }, false],
    ["absent", {}, false],
  ])("is recognised by a ledger %s: %j", (_, tables, recognised) => {
    expect(dbmate.recognise(columnsOf(tables))).toBe(recognised);
  });

  it("refuses the name of a variable that a shell would run", () => {
    expect(() => dbmateLedgerProbe({ ...NONE, databaseUrlEnv: "X}; rm -rf /; {" })).toThrow(
      "--database-url-env: X}; rm -rf /; { cannot be the name of a variable",
    );
  });

  it("reads versions oldest first, whatever order they come in", async () => {
    const ledger: Ledger = await dbmate.readLedger(
      database({ schema_migrations: ["version"] }, [{ version: "20240102" }, { version: "20240101" }]),
      NONE,
      [],
    );
    expect(ledger.applied.map(({ name }) => name)).toEqual(["20240101", "20240102"]);
  });
});

describe("what a probe prints", () => {
  it.each([
    ["nothing", "", ["nothing was printed"]],
    ["an error", "sh: node: not found\n", ["it printed: sh: node: not found"]],
    [
      "a URL",
      "cannot open postgres://app:s3cretPassw0rd@pg/shop\n",
      ["it printed: cannot open postgres://app:***@pg/shop"],
    ],
  ])("is told when it is %s instead of an answer", (_, output, facts) => {
    expect(troubleOf(() => knex.listing(NONE).parse(output))).toMatchObject({
      code: "image-not-readable",
      summary: "listing the knex migrations: there was no answer",
      facts,
    });
  });

  it.each<[string, readonly string[]]>([
    ["breaks off", ["directory ./db/migrations", "file 1_a.sql"]],
    ["has lost its beginning", ["file 9_i.sql", "text -- migrate:up", "end 40"]],
  ])("is told when the answer of a shell %s", (_, lines) => {
    expect(troubleOf(() => dbmate.listing(NONE).parse(marked(lines)))).toMatchObject({
      code: "image-not-readable",
      summary: "listing the dbmate migrations: the answer is not whole",
      facts: [expect.stringContaining("longer than the node keeps (10 MiB")],
    });
  });

  it.each<[string, readonly string[]]>([
    ["breaks off", [`part {"kind":"listing",`]],
    ["has lost its beginning", [`part {"name":"9_i.js","down":null}]}}`, "end"]],
    ["has lost a part", [`part {"kind":"listing","listing":{"files":[{"na`, `part x"}]}}`, "end"]],
  ])("is told when the answer of a script %s", (_, lines) => {
    expect(troubleOf(() => knex.listing(NONE).parse(marked(lines)))).toMatchObject({
      code: "image-not-readable",
      summary: "listing the knex migrations: the answer is not whole",
    });
  });
});

function marked(lines: readonly string[]): string {
  return lines.map((line) => `::safe-rollback:: ${line}\n`).join("");
}

function looked(down: MigrationFile["down"]): (name: string) => MigrationFile {
  return (name) => ({ name, text: null, down });
}

function columnsOf(tables: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(tables).map(([table, columns]) => [table, new Set(columns)]));
}

function database(
  tables: Readonly<Record<string, readonly string[]>>,
  rows: Awaited<ReturnType<Database["query"]>> = [],
): Database {
  return {
    seen: { dialect: "postgresql", version: "18.4", host: "pg", name: "shop" },
    query: async () => rows,
    ...UNASKED,
    columns: async (asked) => new Map([...columnsOf(tables)].filter(([table]) => asked.includes(table))),
    close: async () => undefined,
  };
}

function troubleOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as { readonly trouble?: unknown }).trouble;
  }
  return undefined;
}
