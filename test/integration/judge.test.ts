// `judge` as it is typed, on files that are no proper migration: an answer each time, and never that it is safe.
import type { Judgement } from "../../src/model/judgement.ts";
import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "judge-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe("judge", () => {
  it.each<[string, string, string | Uint8Array]>([
    ["what cannot be parsed", "postgresql", "alter tabel accounts drop kolumn"],
    [
      "a statement that is cut off",
      "postgresql",
      "alter table accounts add column phone text; alter table accounts drop",
    ],
    ["a quote that is not closed", "mysql", "insert into accounts values ('a"],
    ["a dollar quote that is not closed", "postgresql", "do $$ begin drop table accounts;"],
    ["MySQL's words for PostgreSQL", "postgresql", "alter table `accounts` add column phone varchar(20)"],
    ["PostgreSQL's words for MySQL", "mysql", "alter table accounts alter column a type text using a::text"],
    ["PostgreSQL's words for SQLite", "sqlite", "create extension citext"],
    ["a body without an end", "mariadb", "delimiter //\ncreate procedure p() begin drop table a;"],
    ["a command of psql", "postgresql", "\\i other.sql\nselect 1;"],
    ["a command of psql that does nothing", "postgresql", "\\set ON_ERROR_STOP on\nselect 1;"],
    ["a command of the mysql client", "mysql", "source other.sql"],
    ["a template", "postgresql", "alter table {{ schema }}.accounts add column phone text;"],
    ["another template", "mysql", "alter table ${table} add column phone text;"],
    ["SQL that is put together", "postgresql", "do $$ begin execute 'drop table ' || 'accounts'; end $$"],
    ["bytes that are no UTF-8", "postgresql", Uint8Array.of(0x64, 0x72, 0x6f, 0x70, 0x20, 0xff, 0xfe)],
    ["a zero byte", "postgresql", "select 1;\0 drop table accounts;"],
    ["a zero byte for SQLite", "sqlite", "drop table \0accounts;"],
    ["a text of more than 10 MB", "postgresql", `select '${"a".repeat(11_000_000)}'`],
  ])("never calls %s safe", async (_, dialect, up) => {
    const { judgement, exitCode } = await judgedFile(dialect, up);
    expect(judgement.oldOnNew).toEqual({ verdict: "undetermined", when: "always" });
    expect(exitCode).toBe(0);
  });

  it("takes a dump of psql's for the schema that it is", async () => {
    const dump = "\\restrict x1\ncreate table accounts (id int, name varchar(20));\n\\unrestrict x1\n";
    const up = "alter table accounts alter column name type varchar(50)";
    const { judgement } = await judgedFile("postgresql", up, ["--schema", put("schema.sql", dump)]);
    expect(judgement.oldOnNew.verdict).toBe("compatible");
  });

  it.each([
    ["-- +goose Up", "-- +goose Down"],
    ["-- migrate:up transaction:false", "-- migrate:down transaction:false"],
    ["-- +migrate Up", "-- +migrate Down notransaction"],
    ["-- +micrate Up", "-- +micrate Down"],
    ["-- Up Migration", "-- Down Migration"],
    ["/* UP */", "/* DOWN */"],
    ["-- // adds a column", "-- //@UNDO"],
    ["-- adds a column", "---- create above / drop below ----"],
    ["--liquibase formatted sql", "--rollback alter table accounts drop column phone;"],
  ])("judges no file of two parts as one: %s … %s", async (first, second) => {
    const text = [
      first,
      "alter table accounts add phone int not null;",
      second,
      "alter table accounts drop column phone;\n",
    ].join("\r\n");
    const { judgement } = await judgedFile("postgresql", text, ["--down", put("down.sql", text)]);
    expect(judgement.oldOnNew.verdict).toBe("undetermined");
    expect(judgement.statements[0]?.because).toContain("give each part in a file of its own");
  });

  it.each([
    ["-- +goose Up", "-- +goose Down", ""],
    ["-- migrate:up", "-- migrate:down", "-- cannot be undone"],
    ["-- up next: phones", "-- down the road: drop it", "select 1;"],
  ])("judges a part that stands alone: %s, %s %s", async (first, second, rest) => {
    const text = [first, "alter table accounts add column phone int;", second, rest].join("\n");
    const down = put("down.sql", `${second}\nalter table accounts drop column phone;`);
    const { judgement } = await judgedFile("postgresql", text, ["--down", down]);
    expect(judgement.oldOnNew.verdict).toBe("compatible");
    expect(judgement.down).toMatchObject({ succeeds: "yes", inverse: "exact" });
  });

  it.each([
    ["an empty file", ""],
    ["comments only", "-- nothing\n/* here */"],
    ["white space", " \n\t"],
  ])("finds nothing in %s, and calls it no down", async (_, text) => {
    const down = put("down.sql", text);
    const { judgement } = await judgedFile("postgresql", "alter table accounts drop column a", ["--down", down]);
    expect(judgement.down).toMatchObject({ succeeds: "no_down", inverse: "noop", restores: "none" });
  });

  it.each([
    ["select 1", "nothing"],
    ["do $$ begin execute 'drop table ' || 'x'; end $$", "undetermined"],
    ["drop table b; do $$ begin execute 'drop table ' || 'x'; end $$", "table:b, and what is undetermined below"],
  ])("says on the screen what the down %j loses: %s", async (down, loses) => {
    const files = ["--up", put("up.sql", "create table b (id int)"), "--down", put("down.sql", down)];
    const { stdout } = await runOf(["judge", "--dialect", "postgresql", ...files]);
    expect(/^ *the down loses +(.*)$/m.exec(stdout)?.[1]).toBe(loses);
  });

  it("says what of the schema is not understood", async () => {
    const schema = "create table accounts (id int, name varchar(20) not nul); create table notes (id int)";
    const words = ["--up", put("up.sql", "select 1"), "--schema", put("schema.sql", schema)];
    const { stdout } = await runOf(["judge", "--dialect", "postgresql", ...words]);
    expect(stdout).toContain("\nschema, as far as it is not understood\n  create table accounts (id int, ");
    expect(stdout).toMatch(/undetermined: PostgreSQL's grammar refuses it: .*\(line 1\)\n\nup\n/);
    const { judgement } = await judgedFile("postgresql", "select 1", words.slice(2));
    expect(judgement.schemaDoubts).toMatchObject([{ text: expect.stringMatching(/^create table accounts/) }]);
  });

  it("shows the worst of very many statements, and of a very long one where it begins", async () => {
    const files = [
      "--up",
      put("up.sql", `${"insert into accounts values (1);\n".repeat(300)} delete from accounts;`),
      "--down",
      put("down.sql", `update accounts set name = '${"a".repeat(100_000)}'`),
    ];
    const { stdout } = await runOf(["judge", "--dialect", "postgresql", ...files]);
    expect(stdout).toContain("\n  delete from accounts\n");
    expect(stdout).toContain("\n  and 300 more statements, none of which is worse; -o json has them all\n");
    expect(stdout).toMatch(/\n {2}update accounts set name = 'a{270,280} … \(100029 characters\)\n/);
    expect(stdout.length).toBeLessThan(3000);
  });

  it("says which statement of very many fails", async () => {
    const files = [
      "--schema",
      put("schema.sql", "create table notes (id integer, day date)"),
      "--up",
      put("up.sql", "alter table notes add column size integer"),
      "--down",
      put("down.sql", `${"update notes set id = 1;\n".repeat(300)} insert into notes (day) values ('someday');`),
    ];
    const { stdout } = await runOf(["judge", "--dialect", "postgresql", ...files]);
    expect(stdout).toContain(
      "  insert into notes (day) values ('someday')\n    fails (insert): notes.day: the text that is written is no date\n",
    );
  });

  it("says of a text without statements that it is meant as a whole", async () => {
    const { stdout } = await runOf(["judge", "--dialect", "mysql", "--up", put("up.sql", Uint8Array.of(0xff, 0xfe))]);
    expect(stdout).toContain("\nup\n  (all of it)\n    undetermined (opaque): the file is not UTF-8\n");
  });

  it("does not say that nothing was lost where the up is not understood", async () => {
    const files = ["--up", put("up.sql", "\\i other.sql"), "--down", put("down.sql", "create table a (id int)")];
    const { stdout } = await runOf(["judge", "--dialect", "postgresql", ...files]);
    expect(/^ *the up loses +(.*)$/m.exec(stdout)?.[1]).toBe("undetermined");
    expect(/^ *the down brings back +(.*)$/m.exec(stdout)?.[1]).toBe("undetermined");
    expect(/^ *the schema after the down +(.*)$/m.exec(stdout)?.[1]).toBe("undetermined");
  });

  it("says of what does not come back that it was no data, and of what a down that fails would take when", async () => {
    const files = [
      "--schema",
      put("schema.sql", "create table notes (id integer); create index by_id on notes (id)"),
      "--up",
      put("up.sql", "drop index by_id; create table logs (id integer)"),
      "--down",
      put("down.sql", "drop table logs; drop table logs"),
    ];
    const { stdout } = await runOf(["judge", "--dialect", "postgresql", ...files]);
    expect(stdout).toMatch(/the down brings back +nothing of what the up took away, which was no data\n/);
    expect(stdout).toMatch(/the down loses +table:logs.*, unless all of it runs in one transaction\n/);
  });

  it("calls a down that is not given none", async () => {
    const { judgement } = await judgedFile("postgresql", "alter table accounts drop column a");
    expect(judgement.down).toMatchObject({ succeeds: "no_down", inverse: "none", restores: "none" });
  });

  it("understands dollar quotes and delimiters that are closed", async () => {
    const postgresql = await judgedFile(
      "postgresql",
      "create function f() returns int language sql as $x$ select ';' $x$;",
    );
    const mariadb = await judgedFile(
      "mariadb",
      "delimiter //\ncreate procedure p() begin select 1; end//\ndelimiter ;",
    );
    expect([postgresql.judgement.oldOnNew.verdict, mariadb.judgement.oldOnNew.verdict]).toEqual([
      "compatible",
      "compatible",
    ]);
  });

  it("judges thousands of statements, and one of 5 MB", async () => {
    const many = "alter table accounts add column a text; alter table accounts drop column a;\n".repeat(2000);
    const long = `insert into accounts (a) values ${"('0123456789'),".repeat(350_000)}('a')`;
    expect((await judgedFile("postgresql", many)).judgement.oldOnNew.verdict).toBe("compatible");
    expect((await judgedFile("postgresql", long)).judgement.oldOnNew.verdict).toBe("behaviour_change");
  }, 60_000);

  it("prints one document with the keys of its format", async () => {
    const { judgement } = await judgedFile("sqlite", "drop table accounts", ["--down", put("down.sql", "select 1")]);
    expect(Object.keys(judgement)).toEqual(
      expect.arrayContaining([
        "format",
        "dialect",
        "oldOnNew",
        "upLoses",
        "down",
        "newOnReverted",
        "hazard",
        "statements",
      ]),
    );
    expect(Object.keys(judgement.down)).toEqual(["succeeds", "loses", "restores", "inverse", "atomic"]);
    expect(Object.keys(judgement.hazard)).toEqual(["level", "lock", "rewrite", "scan"]);
    expect(judgement.statements.at(0)).toMatchObject({ side: "up", text: "drop table accounts", rule: "drop-table" });
  });

  it.each([
    ["a file that is not there", ["--dialect", "mysql", "--up", "nowhere.sql"], 1],
    ["a directory", ["--dialect", "mysql", "--up", tmpdir()], 1],
    ["no dialect", ["--up", "nowhere.sql"], 2],
    ["a dialect that is none", ["--dialect", "oracle", "--up", "nowhere.sql"], 2],
    ["no up", ["--dialect", "mysql"], 2],
    ["-o name", ["--dialect", "mysql", "--up", "nowhere.sql", "-o", "name"], 2],
  ])("refuses %s", async (_, words, exitCode) => {
    const run = await runOf(["judge", ...words]);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stderr).not.toBe("");
    expect(run.stderr).not.toContain("    at ");
  });
});

function put(name: string, text: string | Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

async function judgedFile(dialect: string, up: string | Uint8Array, more: readonly string[] = []) {
  const words = ["judge", "--dialect", dialect, "--up", put("up.sql", up), "-o", "json", ...more];
  const { stdout, exitCode } = await runOf(words);
  return { judgement: JSON.parse(stdout) as Judgement, exitCode };
}

async function runOf(words: readonly string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await main(words, { stdin, stdout, stderr, variables: {}, signals: new EventEmitter() });
  return { exitCode, stdout: String(stdout.read()), stderr: String(stderr.read()) };
}
