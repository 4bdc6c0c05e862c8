import type { MigrationFile } from "../../../src/ports/image.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { flyway } = migrators;

const TABLE = "flyway_schema_history";

const COLUMNS = ["installed_rank", "version", "description", "type", "script", "checksum", "installed_on", "success"];

const TIME = new Date("2024-01-02T03:04:05.678Z");

describe("Flyway's files", () => {
  it("are known by their version as the ledger spells it, in the order of numbers, repeatable ones last", () => {
    const known = flyway.knownFrom(
      [
        "V10__j.sql",
        "V2__b.sql",
        "V2_1__ba.sql",
        "V002.2__bb.SQL",
        "V20240101120000__long.sql",
        "V99999999999999999999__longer.sql",
        "sub/V3__c.sql",
        "com/shop/V4__Fill.class",
        "com/shop/V4__Fill$Row.class",
        "R__views of users.sql",
        "R__a_view.sql",
        "U2__b.sql",
        "V__none.sql",
        "Vx__none.sql",
        "V5_missing.sql",
        "v6__lower.sql",
        "afterMigrate.sql",
        "R1__odd.sql",
        "readme.md",
      ].map((name) => file(name)),
    );
    expect(known.map(({ name, file: path }) => [name, path])).toEqual([
      ["2", "V2__b.sql"],
      ["2.1", "V2_1__ba.sql"],
      ["002.2", "V002.2__bb.SQL"],
      ["3", "sub/V3__c.sql"],
      ["4", "com/shop/V4__Fill.class"],
      ["10", "V10__j.sql"],
      ["20240101120000", "V20240101120000__long.sql"],
      ["99999999999999999999", "V99999999999999999999__longer.sql"],
      ["R__a_view", "R__a_view.sql"],
      ["R__views_of_users", "R__views of users.sql"],
    ]);
  });

  it.each([
    ["drop table users;", { kind: "sql", text: "drop table users;", transaction: true }],
    ["\uFEFFdrop table users;\r\n", { kind: "sql", text: "drop table users;\r\n" }],
    ["drop index concurrently i;", { kind: "sql", transaction: false }],
    ["-- nothing\n", { kind: "absent" }],
    ["drop table ${schema}.users;", { kind: "refused", because: expect.stringContaining("${schema}") as string }],
    ["DELIMITER //\ndrop table users//", { kind: "refused" }],
    ["", { kind: "absent" }],
  ])("have the undo script %j as their way back: %j", (text, down) => {
    const [known] = flyway.knownFrom([file("V1__a.sql", "create table users ();"), file("U1__a.sql", text)]);
    expect(known?.down).toMatchObject(down);
  });

  it("have a way back outside a transaction where its settings say so", () => {
    const files = [
      file("V1__a.sql"),
      file("U1__a.sql", "drop x;"),
      file("U1__a.sql.conf", "executeInTransaction=false"),
    ];
    expect(flyway.knownFrom(files)[0]?.down).toEqual({ kind: "sql", text: "drop x;", transaction: false });
  });

  it("have no way back without one, and repeatable ones never", () => {
    const known = flyway.knownFrom(["V1__a.sql", "U2__b.sql", "R__c.sql"].map((name) => file(name)));
    expect(known.map(({ name, down }) => [name, down.kind])).toEqual([
      ["1", "absent"],
      ["R__c", "absent"],
    ]);
  });

  it("say what only Flyway would know of ten thousand in no time", () => {
    const known = flyway.knownFrom(Array.from({ length: 10_000 }, (_, at) => file(`V${10_000 - at}__m.sql`)));
    expect([known.length, known[0]?.name, known.at(-1)?.name]).toEqual([10_000, "1", "10000"]);
  });
});

describe("Flyway's ledger", () => {
  it("counts the last row of each migration", async () => {
    const ledger = await read([
      row("1", "SQL"),
      row("2", "SQL"),
      row("3", "SQL"),
      row(null, "SQL", { description: "a view" }),
      row("3", "UNDO_SQL"),
      row("2", "DELETE"),
      row("4", "JDBC"),
      row(null, "SQL", { description: "a view" }),
      row("3", "SQL"),
    ]);
    expect(ledger.applied.map(({ name }) => name)).toEqual(["1", "4", "R__a_view", "3"]);
    expect(ledger.dirty).toEqual([]);
  });

  it.each([false, 0])("calls a migration dirty whose last row did not succeed (%s)", async (success) => {
    const ledger = await read([
      row("1", "SQL"),
      row("2", "SQL", { success }),
      row("3", "SQL", { success }),
      row("3", "SQL"),
    ]);
    expect(ledger.applied.map(({ name }) => name)).toEqual(["1", "3"]);
    expect(ledger.dirty).toEqual(["2"]);
  });

  it("takes what lies below a baseline for applied, as far as the files say what there is", async () => {
    const files = flyway.knownFrom(
      ["V1__a.sql", "V1.5__b.sql", "V2__c.sql", "V3__d.sql", "R__e.sql"].map((name) => file(name)),
    );
    const rows = [row("0", "SCHEMA"), row("2", "BASELINE"), row("3", "SQL")];
    expect((await read(rows, { files })).applied.map(({ name }) => name)).toEqual(["1", "1.5", "2", "3"]);
    expect((await read(rows)).applied.map(({ name }) => name)).toEqual(["3"]);
  });

  it.each([
    ["postgresql", null],
    ["mysql", "2024-01-02T03:04:05.678Z"],
  ] as const)("has a time on %s: %s", async (dialect, appliedAt) => {
    expect((await read([row("1", "SQL")], { dialect })).applied).toEqual([{ name: "1", appliedAt }]);
  });

  it("is not another tool's table", async () => {
    const database = fakeDatabase({ [TABLE]: ["id", "name"] }, []);
    await expect(flyway.readLedger(database, { variables: {} }, [])).rejects.toMatchObject({
      trouble: { code: "ledger-not-understood" },
    });
    expect(flyway.recognise(new Map([[TABLE, new Set(["id", "name"])]]))).toBe(false);
    expect(flyway.recognise(new Map([[TABLE, new Set(COLUMNS)]]))).toBe(true);
  });

  it.each([
    [{ FLYWAY_TABLE: "own" }, "own"],
    [{ FLYWAY_SCHEMAS: "app, other" }, `app.${TABLE}`],
    [{ SPRING_FLYWAY_DEFAULTSCHEMA: "app", SPRING_FLYWAY_TABLE: "own" }, "app.own"],
  ])("stands where %j says", async (variables, table) => {
    const database = fakeDatabase({ [table]: COLUMNS }, [row("1", "SQL")]);
    expect((await flyway.readLedger(database, { variables }, [])).table).toBe(table);
  });
});

describe("Flyway's way back", () => {
  const target = { name: "3", file: "V3__c.sql", staying: ["1", "2"] };

  it("has no command: its community edition undoes nothing", () => {
    expect(flyway.traits.reverts).toBe("by-sql");
    expect(flyway.revertCommand(target, { variables: {} })).toBeUndefined();
  });

  it("is the team's SQL, and takes away the row that stands", () => {
    const down = { kind: "sql", text: "drop table c;", transaction: true } as const;
    const revert = flyway.revertDirectly({ name: "3", file: "V3__c.sql", down }, target, { variables: {} });
    expect(revert).toMatchObject({ kind: "sql", text: "drop table c;", transaction: true });
    expect(revert).toMatchObject({ unrecord: { values: [TABLE, TABLE, "3"] } });
  });

  it("quotes what an image says at its start that lacks what is applied", () => {
    expect(flyway.traits.startUp).toMatchObject({
      kind: "depends",
      says: expect.stringContaining("Detected applied migration not resolved locally") as string,
    });
  });

  it("looks where the container, or the operator, says", () => {
    const placesOf = (variables: Readonly<Record<string, string>>, told = {}): readonly string[] =>
      flyway.listing({ variables, ...told }).command.argv.slice(7);
    expect(placesOf({})).toEqual(["filesystem:/flyway/sql", "db/migration"]);
    expect(placesOf({ SPRING_FLYWAY_LOCATIONS: "classpath:db/{vendor}, classpath:more" })).toEqual([
      "classpath:db",
      "classpath:more",
    ]);
    expect(placesOf({ FLYWAY_LOCATIONS: "filesystem:/sql" }, { migrationsDir: "db/own" })).toEqual(["db/own"]);
  });
});

function file(name: string, text: string | null = null): MigrationFile {
  return { name, text, down: null };
}

function row(
  version: string | null,
  type: string,
  more: { readonly description?: string; readonly success?: boolean | number } = {},
): Readonly<Record<string, unknown>> {
  return { version, type, description: "it", installed_on: TIME, success: true, ...more };
}

async function read(
  rows: readonly Readonly<Record<string, unknown>>[],
  {
    files,
    dialect,
  }: { readonly files?: Parameters<typeof flyway.readLedger>[2]; readonly dialect?: "postgresql" | "mysql" } = {},
): ReturnType<typeof flyway.readLedger> {
  const database = fakeDatabase({ [TABLE]: COLUMNS }, rows, dialect);
  return flyway.readLedger(database, { variables: {} }, files);
}
