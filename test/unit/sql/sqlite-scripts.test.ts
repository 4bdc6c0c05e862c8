import { describe, expect, it } from "vitest";
import { parseSqlite } from "../../../src/sql/sqlite/parse.ts";
import { changesIn, n } from "./reading.ts";

const DROPPED = { kind: "drop-table", table: n("t"), temporary: false, ifExists: false, cascade: false };

describe("a script for SQLite", () => {
  it.each([[""], ["-- nothing\n/* at all */ ;;\n"], ["\uFEFF-- nothing"]])("changes nothing when it is %j", (text) => {
    expect(parseSqlite(text)).toEqual([]);
  });

  it("is cut at its semicolons, but not at those of a trigger or a string", () => {
    const text =
      "create temp trigger x after insert on t begin select ';'; end; /* ; */ drop table \"a;b\"; select [;], `;`";
    expect(parseSqlite(text).map((statement) => statement.text)).toEqual([
      "create temp trigger x after insert on t begin select ';'; end",
      'drop table "a;b"',
      "select [;], `;`",
    ]);
  });

  it("rebuilds a table in plain steps", () => {
    const text = `
      PRAGMA foreign_keys=OFF;
      BEGIN TRANSACTION;
      CREATE TABLE new_t (id INTEGER PRIMARY KEY, a TEXT NOT NULL);
      INSERT INTO new_t SELECT id, a FROM t;
      DROP TABLE t;
      ALTER TABLE new_t RENAME TO t;
      CREATE INDEX i ON t (a);
      PRAGMA foreign_key_check;
      COMMIT;
      PRAGMA foreign_keys=ON;`;
    expect(changesIn(parseSqlite(text))).toMatchObject([
      { kind: "session-setting", setting: "foreign_keys", value: "off" },
      { kind: "transaction", verb: "begin" },
      { kind: "create-table", table: n("new_t"), columns: [{ name: "id" }, { name: "a", nullable: false }] },
      { kind: "insert", table: n("new_t"), source: { from: "query", reads: [n("t")] } },
      DROPPED,
      { kind: "rename-table", table: n("new_t"), to: n("t") },
      { kind: "create-index", index: { name: "i", table: n("t"), keys: ["a"] } },
      { kind: "read" },
      { kind: "transaction", verb: "commit" },
      { kind: "session-setting", setting: "foreign_keys", value: "on" },
    ]);
  });

  it.each([
    ["selec 1", 'SQLite cannot read it: near "selec": syntax error (line 1)'],
    ["\n\ncreate table t (a int", "SQLite cannot read it: incomplete input (line 3)"],
    ["create table t (a int) engine=innodb", 'SQLite cannot read it: near "=": syntax error (line 1)'],
    ["alter table t alter column a type text", 'SQLite cannot read it: near "type": syntax error (line 1)'],
    ["select 'abc", 'SQLite cannot read it: unrecognized token: "\'abc" (line 1)'],
    [
      "insert into t values (1) on duplicate key update a = 1",
      'SQLite cannot read it: near "duplicate": syntax error (line 1)',
    ],
    ["update t set a = ?", "a value is left to be filled in: ? (line 1)"],
    ["update t set a = :b", "a value is left to be filled in: :b (line 1)"],
    ['drop table "${x}"', "a value is left to be filled in: ${x} (line 1)"],
    ["drop table {{ x }}", 'SQLite cannot read it: unrecognized token: "{" (line 1)'],
    ["drop table t; /* cut", "what `/* cut` does in it is not known (line 1)"],
    ["drop table t /* cut", "what `/* cut` does in it is not known (line 1)"],
    [
      "create trigger x after insert on t begin set new.a = 1; end",
      'SQLite cannot read it: near "set": syntax error (line 1)',
    ],
    [
      "create trigger x instead of delete on main.v for each row begin delete from t; drop table t; end",
      'SQLite cannot read it: near "drop": syntax error (line 1)',
    ],
    ["select addgeometrycolumn('t', 'g')", "SQLite has no function addgeometrycolumn of its own (line 1)"],
    ["insert into t (a) select b from u where f (b)", "SQLite has no function f of its own (line 1)"],
    ["create table t (a text, b text as (md5(a)))", "SQLite has no function md5 of its own (line 1)"],
    ["create table t (a text default (now()))", "SQLite has no function now of its own (line 1)"],
    ['create table t as select "F" (1)', "SQLite has no function f of its own (line 1)"],
    ["create index i on t (f(a))", "SQLite has no function f of its own (line 1)"],
    ["create trigger x after insert on t begin select f(1); end", "SQLite has no function f of its own (line 1)"],
    [".read x.sql", "it is a command of the sqlite3 shell, not SQL (line 1)"],
    ["drop table t\0", "it contains a zero byte (line 1)"],
  ])("says why it does not understand %j", (text, because) => {
    expect(changesIn(parseSqlite(text)).at(-1)).toEqual({ kind: "opaque", because });
  });

  it.each([
    "insert into main.t (a, b) values (1, 2) on conflict (a) do update set (b) = (2) returning (b)",
    "with q (a) as (select 1), r (b) as not materialized (select 2) select a, count(*) filter (where (a) in (1)) over (partition by a) from q group by (a) having (a > 1)",
    "select cast(a as varchar(10)), cast(a as character varying(10)) from json_each('[]') join u using (a)",
    "create table t (a varchar(10) check (a in (lower(a))), b numeric(10, 2) default (round(1.5)), unique (a))",
    "create index i on t (lower(a), (b)) where (c) is not null",
    "create view v as select now()",
    "pragma table_info(t)",
  ])("finds no unknown function in %s", (text) => {
    expect(changesIn(parseSqlite(text))).not.toContainEqual(expect.objectContaining({ kind: "opaque" }));
  });

  it("understands the statements beside one that it does not", () => {
    expect(changesIn(parseSqlite("selec 1; drop table t; attach 'x' as y"))).toMatchObject([
      { kind: "opaque" },
      DROPPED,
      { kind: "opaque" },
    ]);
  });
});
