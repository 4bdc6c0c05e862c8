// SQLite needs no server: what is asked of a database in a file, and of a down that runs over such a connection.
import type { DirectRevert } from "../../src/model/direct-revert.ts";
import type { Database } from "../../src/ports/database.ts";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabases } from "../../src/database/connect.ts";
import { directRunner } from "../../src/database/revert.ts";
import { secretOf } from "../../src/secret.ts";

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sqlite-"));
  file = join(directory, "my shop.db");
  const database = new DatabaseSync(file);
  database.exec(`
    create table Present (ID integer primary key, Name text);
    insert into Present values (1, 'one'), (2, 'two');
    create table ledger (version text);
    insert into ledger values ('1'), ('2');
    create view seen as select Name from Present;`);
  database.close();
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("a connection to a file for reading", () => {
  it("says which SQLite answers, and which file it is", async () => {
    expect(await reading(async ({ seen }) => seen)).toEqual({
      dialect: "sqlite",
      version: expect.stringMatching(/^3\.\d+\.\d+$/) as string,
      host: "localhost",
      name: file,
    });
  });

  it.each([
    ["creating a table", "create table sneaked (id integer)"],
    ["dropping a table", "drop table present"],
    ["inserting", "insert into present (id) values (3)"],
    ["deleting", "delete from present"],
  ])("refuses %s", async (_, text) => {
    const refused = reading(async (database) => database.query(text));
    await expect(refused).rejects.toMatchObject({
      trouble: { code: "database-refused", facts: [expect.stringMatching(/readonly/) as string] },
    });
  });

  it("binds values and identifiers", async () => {
    const rows = await reading(async (database) =>
      database.query("select id, ? as answer from ?? where name = ?", ["it's ?", "present", "two"]),
    );
    expect(rows).toEqual([{ ID: 2, answer: "it's ?" }]);
  });

  it("knows the columns of the tables that are there", async () => {
    const columns = await reading(async (database) => database.columns(["Present", "absent", "seen", "other.Present"]));
    expect(columns).toEqual(
      new Map([
        ["Present", new Set(["id", "name"])],
        ["seen", new Set(["name"])],
      ]),
    );
  });

  it("counts what a down would destroy", async () => {
    const objects = ["table:present", "column:Present.name", "rows:main.ledger", "table:seen", "column:present.gone"];
    const counts = await reading(async (database) =>
      database.count(objects.map((object) => ({ object, appliedAt: null }))),
    );
    expect(counts).toEqual([
      { kind: "exact", rows: 2 },
      { kind: "exact", rows: 2 },
      { kind: "exact", rows: 2 },
      { kind: "undetermined", because: "it is a view, which has no rows of its own" },
      { kind: "undetermined", because: "it is not there" },
    ]);
  });

  it("counts values that are neither null nor a constant default", async () => {
    const other = new DatabaseSync(file);
    other.exec("create table d (id integer, a text default 'it''s ?', b integer default 1, c default (1 + 1))");
    other.exec("insert into d (id) values (1); insert into d values (2, 'x', 2, 3), (3, null, 1, null)");
    other.close();
    const counts = await reading(async (database) =>
      database.count(["column:d.a", "column:d.b", "column:d.c"].map((object) => ({ object, appliedAt: null }))),
    );
    expect(counts).toEqual([1, 1, 2].map((rows) => ({ kind: "exact", rows })));
  });

  it("counts apart what was inserted after a time, where the database itself gives the time", async () => {
    const other = new DatabaseSync(file);
    other.exec(`create table "t ""x" (id integer, made text not null default current_timestamp, made_too text default current_timestamp);
      insert into "t ""x" values (1, '2024-02-01 10:00:00', null), (2, '2024-02-01 10:00:01', null), (3, '2024-03-01', null)`);
    other.close();
    const appliedAt = "2024-02-01T10:00:00.000Z";
    const asked = ['table:t "x', "table:present"].map((object) => ({ object, appliedAt }));
    expect(await reading(async (database) => database.count(asked))).toEqual([
      { kind: "exact", rows: 3, later: { rows: 2, by: '"made"' } },
      { kind: "exact", rows: 2 },
    ]);
  });

  it("shows the schema as statements that build it again", async () => {
    const { statements } = await reading(async (database) => database.schemaDdl());
    const rebuilt = new DatabaseSync(":memory:");
    statements.forEach((statement) => rebuilt.exec(statement));
    const again = rebuilt.prepare("select sql from sqlite_schema order by rowid").all();
    rebuilt.close();
    expect(again.map(({ sql }) => sql)).toEqual(statements);
    expect(statements).toHaveLength(3);
  });

  it("reads while somebody else writes", async () => {
    const other = new DatabaseSync(file);
    other.exec("pragma journal_mode = wal; begin immediate; insert into present values (3, 'three')");
    const rows = await reading(async (database) => database.query("select count(*) as many from present"));
    other.close();
    expect(rows).toEqual([{ many: 2 }]);
  });

  it("says that another program keeps the file locked", { timeout: 30_000 }, async () => {
    const other = new DatabaseSync(file);
    other.exec("begin exclusive");
    const refused = reading(async (database) => database.query("select count(*) as many from present"));
    await expect(refused).rejects.toMatchObject({
      trouble: { code: "database-refused", summary: `another program keeps the file ${file} locked` },
    });
    other.close();
  });

  it("does not make a file that is not there, and says so", async () => {
    const absent = join(directory, "absent.db");
    await expect(reading(async ({ seen }) => seen, absent)).rejects.toMatchObject({
      trouble: {
        code: "database-unreachable",
        summary: `the database at ${absent} cannot be reached from here: there is no such file on this machine`,
      },
    });
    expect(existsSync(absent)).toBe(false);
  });

  it("says that a file is no database", async () => {
    const notes = join(directory, "notes.txt");
    writeFileSync(notes, "no database, but longer than a header of a hundred bytes would be. ".repeat(20));
    await expect(reading(async ({ seen }) => seen, notes)).rejects.toMatchObject({
      trouble: { code: "database-refused", summary: `the file ${notes} is no SQLite database` },
    });
  });
});

describe("a down over a connection to a file", () => {
  it("runs its statements and takes the row away", async () => {
    await revert({
      text: "delete from present where name = 'two?';\ndrop view seen; alter table present drop column name;",
    });
    expect(contents()).toEqual({ columns: ["ID"], versions: ["1"] });
  });

  it.each([
    ["a statement fails", { text: "alter table present rename to gone; drop table no_such_table" }, /no such table/],
    ["the row is not there", { text: "drop table present", version: "3" }, /had 0 rows/],
  ])("keeps nothing when %s", async (_, what, said) => {
    const before = contents();
    await expect(revert(what)).rejects.toMatchObject({
      trouble: {
        code: "step-failed",
        facts: expect.arrayContaining([
          expect.stringMatching(said),
          "it ran in one transaction, so nothing of it was kept",
        ]) as string[],
      },
    });
    expect(contents()).toEqual(before);
  });

  it.each([
    ["leaves the rows of another table alone, as SQLite itself does", "", 1],
    ["follows foreign keys where the URL wants them checked", "?_foreign_keys=1", 0],
    ["follows foreign keys where a URL of Java's wants them checked", "?foreign_keys=on", 0],
  ])("%s", async (_, parameters, left) => {
    const database = new DatabaseSync(file);
    database.exec(`create table child (parent integer references present (id) on delete cascade);
      insert into child values (1);`);
    await revert({ text: "drop table present", parameters });
    const [row] = database.prepare("select count(*) as many from child").all();
    database.close();
    expect(row?.["many"]).toBe(left);
  });
});

async function reading<T>(question: (database: Database) => Promise<T>, path = file): Promise<T> {
  const { databases, address } = located(`sqlite:${encodeURI(path)}`);
  const database = await databases.open(address);
  try {
    return await question(database);
  } finally {
    await database.close();
  }
}

interface Down {
  readonly text: string;
  readonly version?: string;
  readonly parameters?: string;
}

async function revert({ text, version = "2", parameters = "" }: Down): Promise<void> {
  const unrecord = { text: "delete from ?? where version = ?", values: ["ledger", version] };
  const what: DirectRevert = { kind: "sql", text, transaction: true, unrecord };
  const { address } = located(`sqlite:${encodeURI(file)}${parameters}`);
  await directRunner.revert({ address, tunnel: undefined }, what, undefined);
}

function contents(): { readonly columns: unknown[]; readonly versions: unknown[] } {
  const database = new DatabaseSync(file);
  const columns = database.prepare("select name from pragma_table_info('present')").all();
  const versions = database.prepare("select version from ledger order by version").all();
  database.close();
  return { columns: columns.map(({ name }) => name), versions: versions.map(({ version }) => version) };
}

function located(url: string): {
  readonly databases: ReturnType<typeof createDatabases>;
  readonly address: ReturnType<ReturnType<typeof createDatabases>["locate"]>;
} {
  const databases = createDatabases(secretOf(url));
  const settings = {} as Parameters<typeof databases.locate>[1];
  const nothing = { variables: new Map(), unresolved: new Map() };
  return { databases, address: databases.locate(nothing, settings, { urlVariables: [] }) };
}
