import type { Database } from "../../../src/ports/database.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { changeSetsIn } from "../../../src/migrators/liquibase/tree.ts";
import { MARK } from "../../../src/migrators/runtimes/probe-output.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { liquibase } = migrators;

const COLUMNS = ["id", "author", "filename", "dateexecuted", "orderexecuted", "exectype", "md5sum"];

describe("Liquibase's formatted SQL", () => {
  it.each([
    ["--rollback drop table a;", { kind: "sql", text: "drop table a;", transaction: true }],
    ["-- ROLLBACK drop table a;\n--rollback drop table b;", { kind: "sql", text: "drop table a;\ndrop table b;" }],
    ["/* liquibase rollback\ndrop table a;\n*/", { kind: "sql", text: "drop table a;\n" }],
    ["--rollback empty", { kind: "absent" }],
    ["--rollback not required", { kind: "absent" }],
    ["--rollback -- nothing", { kind: "absent" }],
    ["", { kind: "absent" }],
    ["--rollback drop table ${prefix}a;", { kind: "code" }],
    ["--rollback changesetId:one changesetAuthor:dana", { kind: "code" }],
  ])("has the way back %j: %j", (rollback, down) => {
    const text = `--liquibase formatted sql\n--changeset dana:one\ncreate table a (id int);\n${rollback}\n`;
    expect(found({ "a.sql": text })).toMatchObject([{ recordedAs: "one::dana::a.sql", down }]);
  });

  it.each([
    ["--rollback drop table a;", "sql"],
    ["--rollback changesetId:one changesetAuthor:dana", "changeSetId"],
  ])("says what its way back %j is made of", (rollback, kind) => {
    const text = `--liquibase formatted sql\n--changeset dana:one\ncreate table a (id int);\n${rollback}\n`;
    expect(found({ "a.sql": text })).toMatchObject([{ changes: { up: ["sql"], down: [kind] } }]);
  });

  it("keeps its changesets apart, with BOM, CRLF, quotes and attributes", () => {
    const lines = [
      "\uFEFF--liquibase formatted sql logicalFilePath:shop.sql",
      "--preconditions onFail:HALT",
      '--changeset "dana lee":"1 one" labels:x runInTransaction:false',
      "create index concurrently i on a (id);",
      "--rollback drop index concurrently i;",
      "-- changeset sam:2 logicalFilePath:other.sql endDelimiter:/",
      "create table b (id int)/",
      "--rollback drop table b/",
    ];
    expect(found({ "a.sql": lines.join("\r\n") })).toMatchObject([
      { recordedAs: "1 one::dana lee::shop.sql", down: { kind: "sql", transaction: false } },
      { recordedAs: "2::sam::other.sql", down: { kind: "code" } },
    ]);
  });
});

describe("Liquibase's XML, YAML and JSON", () => {
  it.each([
    ["<createTable/>", "code"],
    ["<createTable/><tagDatabase tag='x'/>", "code"],
    ["<comment>dropColumn</comment><createTable><column><constraints/></column></createTable>", "code"],
    ["<dropColumn/>", "refused"],
    ["<createTable/><sql>select 1</sql>", "refused"],
    ["<sql><![CDATA[ a < b <rollback> ]]></sql>", "refused"],
    ["<dropColumn/><rollback><addColumn/></rollback>", "code"],
    ["<sql>x</sql><rollback>drop table a;</rollback>", "code"],
    ["<sql>x</sql><rollback changeSetId='1' changeSetAuthor='dana'/>", "code"],
    ["<createTable/><rollback/>", "absent"],
    ["<createTable/><rollback><empty/></rollback>", "absent"],
    ["<tagDatabase tag='x'/>", "absent"],
    ["<ext:own/>", "code"],
  ])("judges %s as %s", (changes, kind) => {
    const text = `<?xml version="1.0"?><!DOCTYPE x><d:databaseChangeLog xmlns:d="u"><!-- <changeSet id="no"/> -->
      <d:changeSet id="a &amp; &#98;" author='d"na'>${changes}</d:changeSet></d:databaseChangeLog>`;
    expect(found({ "a.xml": text })).toMatchObject([{ recordedAs: 'a & b::d"na::a.xml', down: { kind } }]);
  });

  it.each([
    ["changes: [{ createTable: {} }]", "code"],
    ["changes: [{ dropTable: {} }]", "refused"],
    ["changes: [{ sql: x }], rollback: drop table a;", "code"],
    ["changes: [{ sql: x }], rollback: [{ dropTable: {} }]", "code"],
    ["changes: [{ sql: x }], rollback: [{ empty: {} }]", "absent"],
    ["changes: [{ sql: x }], rollback: ''", "absent"],
  ])("judges {%s} as %s", (rest, kind) => {
    const text = `databaseChangeLog:\n  - changeSet: { id: a, author: dana, ${rest} }\n`;
    expect(found({ "a.yaml": text })).toMatchObject([{ recordedAs: "a::dana::a.yaml", down: { kind } }]);
  });

  it.each([
    ["<sql>select 1</sql><comment/>", ["sql"], ["sql"]],
    ["<sql/><rollback><customChange class='X'/>drop table a</rollback>", ["sql"], ["customChange", "sql"]],
    ["<sql/><rollback changeSetId='1'/>", ["sql"], ["changeSetId"]],
    ["<sql/><rollback/>", ["sql"], []],
  ])("says what %s is made of", (changes, up, down) => {
    const text = `<databaseChangeLog><changeSet id="a" author="dana">${changes}</changeSet></databaseChangeLog>`;
    expect(found({ "a.xml": text })).toMatchObject([{ changes: { up, down } }]);
  });

  it.each([
    ["changes: [{ sql: x }, { customChange: {} }]", ["sql", "customChange"], ["sql", "customChange"]],
    ["changes: [{ sql: x }], rollback: { changeSetId: b }", ["sql"], ["changeSetId"]],
    ["changes: [{ sql: x }], rollback: [{ executeCommand: {} }]", ["sql"], ["executeCommand"]],
  ])("says what {%s} is made of", (rest, up, down) => {
    const text = `databaseChangeLog:\n  - changeSet: { id: a, author: dana, ${rest} }\n`;
    expect(found({ "a.yaml": text })).toMatchObject([{ changes: { up, down } }]);
  });

  it.each([
    ["001", "1"],
    ["2024_01", "202401"],
    ["1.10", "1.1"],
    ["'1.10'", "1.10"],
    ["20240101000000", "20240101000000"],
    ["yes", "true"],
  ])("reads the id %s as Java's YAML does: %s", (id, read) => {
    const text = `databaseChangeLog:\n  - changeSet: { id: ${id}, author: dana }\n`;
    expect(found({ "a.yml": text })[0]?.recordedAs).toBe(`${read}::dana::a.yml`);
  });

  it("reads JSON", () => {
    const changeSet = { id: 1, author: "dana", logicalFilePath: "classpath:/x.json", changes: [{ addColumn: {} }] };
    const text = JSON.stringify({ databaseChangeLog: [{ changeSet }] });
    expect(found({ "a.json": text })).toMatchObject([{ recordedAs: "1::dana::x.json", down: { kind: "code" } }]);
  });
});

describe("Liquibase's changelogs", () => {
  const one = (id: string): string => `--liquibase formatted sql\n--changeset dana:${id}\nselect 1;\n`;

  it("are followed in the order of their root, by paths as they are recorded", () => {
    const files = {
      "db/changelog/master.yaml": `databaseChangeLog:
  - include: { file: ./changes/z.sql, relativeToChangelogFile: true }
  - include: { file: db/changelog/changes/../changes/a.sql }
  - include: { file: "classpath:/db/changelog/b.xml" }
  - includeAll: { path: more/, relativeToChangelogFile: true, endsWithFilter: .sql }
  - changeSet: { id: last, author: dana }
`,
      "db/changelog/changes/z.sql": one("z"),
      "db/changelog/changes/a.sql": one("a"),
      "db/changelog/b.xml": "<databaseChangeLog><includeAll path='db/changelog/deep'/></databaseChangeLog>",
      "db/changelog/deep/2/y.sql": one("y"),
      "db/changelog/deep/1/x.sql": "create table x (id int);",
      "db/changelog/more/m.sql": one("m"),
      "db/changelog/more/notes.json": "{}",
      "other.json": "{}",
    };
    const order = [
      "z::dana::db/changelog/changes/z.sql",
      "a::dana::db/changelog/changes/a.sql",
      "raw::includeAll::db/changelog/deep/1/x.sql",
      "y::dana::db/changelog/deep/2/y.sql",
      "m::dana::db/changelog/more/m.sql",
      "last::dana::db/changelog/master.yaml",
    ];
    expect(found(files).map(({ recordedAs }) => recordedAs)).toEqual(order);
    expect(found(files, "classpath:/db/changelog/master.yaml").map(({ recordedAs }) => recordedAs)).toEqual(order);
  });

  it("may include each other in a circle", () => {
    const including = (file: string, id: string): string =>
      `databaseChangeLog:\n  - include: { file: ${file} }\n  - changeSet: { id: ${id}, author: dana }\n`;
    const files = { "a.yaml": including("b.yaml", "a"), "b.yaml": including("a.yaml", "b") };
    expect(found(files, "a.yaml").map(({ recordedAs }) => recordedAs)).toEqual(["b::dana::b.yaml", "a::dana::a.yaml"]);
  });

  it.each([
    [{ "a.yaml": "databaseChangeLog:\n  - include: { file: gone.sql }\n" }, /gone\.sql was not seen/],
    [{ "a.yaml": "databaseChangeLog: [" }, /a\.yaml is neither YAML nor JSON/],
  ])("say what is wrong with %j", (files, said) => {
    expect(() => found(files as Record<string, string>)).toThrow(said);
  });

  it("may have ten thousand changesets", () => {
    const text = Array.from({ length: 10_000 }, (_, at) => `--changeset dana:${at}\nselect 1;\n--rollback select 2;\n`);
    expect(found({ "a.sql": `--liquibase formatted sql\n${text.join("")}` })).toHaveLength(10_000);
  });
});

describe("Liquibase's listing", () => {
  const printed = (...lines: readonly string[]): string => [...lines, "end"].map((line) => MARK + line).join("\n");
  const xml = "text <databaseChangeLog><changeSet id='1' author='dana'><createTable/></changeSet></databaseChangeLog>";

  it("says that an image without Liquibase's program cannot roll back what is not SQL", () => {
    const listing = liquibase.listing({ variables: {} });
    const kindIn = (...more: readonly string[]): string | undefined =>
      listing.parse(printed(...more, "directory /app/db", "file db/a.xml", xml)).files[0]?.down?.kind;
    expect([kindIn(), kindIn("program ")]).toEqual(["refused", "code"]);
  });

  it("takes the root and the ledger from liquibase.properties", () => {
    const listing = liquibase.listing({ variables: {} });
    const { files, settings } = listing.parse(
      printed(
        "property changelog-file: db/b.xml",
        "property databaseChangelogTableName=own",
        ...["directory /app/db", "file db/a.xml", xml, "file db/b.xml", xml],
      ),
    );
    expect([files.map(({ name }) => name), settings]).toEqual([["db/b.xml"], { table: "own" }]);
  });

  it.each([
    [{}, {}, ["db", "changelog", "liquibase", "filesystem:/liquibase/changelog", "filesystem:."]],
    [{ SPRING_LIQUIBASE_CHANGE_LOG: "classpath:/config/liquibase/master.xml" }, {}, ["config"]],
    [{ LIQUIBASE_SEARCH_PATH: "/one,/two" }, {}, ["filesystem:/one", "filesystem:/two"]],
    [{}, { migrationsDir: "config/root.yaml" }, ["config"]],
    [{}, { migrationsDir: "/srv/changes" }, ["/srv/changes"]],
  ])("looks, given %j and %j, first into %j", (variables, told, places) => {
    const { argv } = liquibase.listing({ variables, ...told }).command;
    expect(argv.slice(7).slice(0, places.length)).toEqual(places);
  });
});

describe("Liquibase's ledger", () => {
  const read = async (rows: readonly Record<string, unknown>[]): ReturnType<typeof liquibase.readLedger> =>
    liquibase.readLedger(fakeDatabase({ databasechangelog: COLUMNS }, rows), { variables: {} }, []);

  it("names a changeset by its three columns, without the prefix that Spring gave old releases, and has no times", async () => {
    const { applied } = await read([
      { id: "1", author: "dana", filename: "a.sql", exectype: "EXECUTED", dateexecuted: new Date() },
      { id: "2", author: "dana", filename: "classpath:/db/b.sql", exectype: "RERAN" },
    ]);
    expect(applied).toEqual([
      { name: "1::dana::a.sql", appliedAt: null },
      { name: "2::dana::db/b.sql", appliedAt: null },
    ]);
  });

  it("says of a changeset that was only marked that it was not run", async () => {
    const { applied } = await read([{ id: "1", author: "dana", filename: "a.sql", exectype: "MARK_RAN" }]);
    expect(applied).toMatchObject([{ notRun: expect.stringContaining("MARK_RAN") as string }]);
  });

  it.each([[true], [1], [Buffer.from([1])]])("is locked by the row that says so (%s)", async (locked) => {
    const tables = { DATABASECHANGELOG: COLUMNS, DATABASECHANGELOGLOCK: ["id", "locked", "lockgranted", "lockedby"] };
    const row = { locked, lockedby: "pod-7 (10.0.0.7)", since: "2024-01-02 03:04:05" };
    const database: Database = fakeDatabase(tables, [row], "mysql");
    expect((await liquibase.readLedger(database, { variables: {} }, [])).lock).toEqual({
      what: "DATABASECHANGELOGLOCK says that Liquibase's lock is held",
      holder: "pod-7 (10.0.0.7)",
      since: "2024-01-02 03:04:05, in the zone of the database",
    });
  });

  it.each([
    ["postgresql", "2024-01-02 03:04:05, in the zone of the database"],
    ["sqlite", "2024-01-02 03:04:05, in UTC"],
  ] as const)("says of %s in whose time it was locked", async (dialect, since) => {
    const tables = { DATABASECHANGELOG: COLUMNS, DATABASECHANGELOGLOCK: ["id", "locked", "lockgranted", "lockedby"] };
    const row = { locked: 1, lockedby: "pod-7", since: "2024-01-02 03:04:05" };
    const { lock } = await liquibase.readLedger(fakeDatabase(tables, [row], dialect), { variables: {} }, []);
    expect(lock?.since).toBe(since);
  });

  it.each([
    [{ LIQUIBASE_DATABASE_CHANGELOG_TABLE_NAME: "own" }, "own"],
    [{ SPRING_LIQUIBASE_LIQUIBASE_SCHEMA: "app" }, "app.databasechangelog"],
  ])("stands where %j says", async (variables, table) => {
    const database = fakeDatabase({ [table]: COLUMNS }, []);
    const settings = { variables: variables as Record<string, string> };
    expect((await liquibase.readLedger(database, settings, [])).table).toBe(table);
  });

  it("is recognised in either case, and by its columns", () => {
    const fits = (table: string, columns: readonly string[]): boolean =>
      liquibase.recognise(new Map([[table, new Set(columns)]]));
    expect(fits("databasechangelog", COLUMNS)).toBe(true);
    expect(fits("DATABASECHANGELOG", COLUMNS)).toBe(true);
    expect(fits("databasechangelog", ["id", "author"])).toBe(false);
  });
});

describe("Liquibase's way back", () => {
  const target = { name: "a::b::dana::x.sql", file: "x.sql", staying: [] };

  it("takes one step, with no credential among its words", () => {
    expect(liquibase.revertCommand(target, { variables: { LIQUIBASE_COMMAND_CHANGELOG_FILE: "x" } })).toEqual({
      argv: ["liquibase", "rollback-count", "--count=1"],
      environment: {},
    });
    expect(liquibase.revertCommand(target, { variables: {}, migrationsDir: "db/root.xml" })?.environment).toEqual({
      LIQUIBASE_COMMAND_CHANGELOG_FILE: "db/root.xml",
    });
  });

  it.each([
    ["delete from DATABASECHANGELOG", {}, []],
    ["delete from ??", { table: "own" }, ["own"]],
  ])("is its SQL over a connection, and takes the row away: %s", (text, told, first) => {
    const down = { kind: "sql", text: "drop table a;", transaction: true } as const;
    const settings = { variables: {}, ...told };
    expect(liquibase.revertDirectly({ name: target.name, file: "x.sql", down }, target, settings)).toMatchObject({
      text: "drop table a;",
      unrecord: {
        text: expect.stringContaining(text) as string,
        values: [...first, "a::b", "dana", "x.sql", "classpath:x.sql", "classpath:/x.sql"],
      },
    });
  });
});

function found(files: Readonly<Record<string, string>>, root?: string): ReturnType<typeof changeSetsIn> {
  const listed = Object.entries(files).map(([name, text]): MigrationFile => ({ name, text, down: null }));
  return changeSetsIn(listed, root);
}

describe("a changeset's own transaction", () => {
  it.each<[string, string, object]>([
    ["a.xml", "", { transaction: true }],
    ["a.xml", 'runInTransaction="true"', { transaction: true }],
    ["a.xml", 'runInTransaction="false"', {}],
    ["a.xml", 'runInTransaction="${own}"', {}],
    ["a.yaml", "", { transaction: true }],
    ["a.yaml", "runInTransaction: false,", {}],
    ["a.sql", "", { transaction: true }],
    ["a.sql", "runInTransaction:false", {}],
  ])("is told by %s with %j", (file, attribute, told) => {
    const texts: Readonly<Record<string, string>> = {
      "a.xml": `<databaseChangeLog><changeSet id="1" author="dana" ${attribute}><sql>select 1</sql></changeSet></databaseChangeLog>`,
      "a.yaml": `databaseChangeLog: [ { changeSet: { id: "1", author: dana, ${attribute} changes: [ { sql: { sql: select 1 } } ] } } ]`,
      "a.sql": `--liquibase formatted sql\n--changeset dana:1 ${attribute}\nselect 1;\n`,
    };
    const kinds = { up: ["sql"], down: ["sql"] };
    expect(found({ [file]: String(texts[file]) }).map(({ changes }) => changes)).toEqual([{ ...kinds, ...told }]);
  });
});
