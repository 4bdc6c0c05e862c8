import type { Statement } from "../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { withRefusal } from "../../../src/sql/sqlite/compiled.ts";
import { parseSqlite } from "../../../src/sql/sqlite/parse.ts";

const SCHEMA =
  "create table t (id integer primary key, a text, b text as (a)); create view v as select a from t; insert into t (a) values ('x')";

function refusalsOf(down: string, { schema = SCHEMA, up = "alter table t add column c int" } = {}): readonly unknown[] {
  return withRefusal({ schema: parseSqlite(schema), up: parseSqlite(up), down: parseSqlite(down) }).flatMap(
    ({ refused }: Statement) => refused ?? [],
  );
}

describe("what SQLite refuses whatever the rows", () => {
  it.each([
    ["update t set b = 'x'", 'cannot UPDATE generated column "b"'],
    ["insert into t (a, b) values ('x', 'y')", 'cannot INSERT into generated column "b"'],
    ["drop view if exists t", "use DROP TABLE to delete table t"],
    ["drop table v", "use DROP VIEW to delete view v"],
    ["create table n (a int, A text)", "duplicate column name: A"],
    ["create table n (a int primary key, b int primary key)", 'table "n" has more than one primary key'],
    ["create table n (a int check (a in (select 1)))", "subqueries prohibited in CHECK constraints"],
    ["create index i on t (gone)", "no such column: gone"],
    ["delete from t where id in (select id from gone)", "no such table: gone"],
    ["create table n as select * from gone", "no such table: gone"],
    ["update t set a = lower(a, c)", "wrong number of arguments to function lower()"],
    ["alter table t drop column c; update t set c = 1; select gone from t", "no such column: c"],
  ])("is said at the first statement of it: %s", (down, message) => {
    expect(refusalsOf(down)).toEqual([`SQLite refuses it: ${message}`]);
  });

  it.each([
    'insert into t (a) values ("x"); begin; alter table t drop column c; commit; vacuum',
    "pragma foreign_keys = off; create table n (id integer primary key, a text not null); insert into n select id, a from t; drop view v; drop table t; alter table n rename to t; analyze t",
    "delete from sqlite_sequence",
    "insert into t (id, a) values (1, 'x'), (1, 'y'); drop table t",
  ])("is not what rows may refuse, or nothing does: %s", (down) => {
    expect(refusalsOf(down)).toEqual([]);
  });

  it.each([
    ["create table u (a int", "select gone from t"],
    ["attach 'x' as y", "delete from y.t"],
    ["create temp table u (a int)", "drop table u"],
    ["alter table gone add column a", "update gone set a = 1"],
    ["create table u as select a from t", "update t set b = 1"],
  ])("is not asked where the schema before the down is not certain: %s", (up, down) => {
    expect(refusalsOf(down, { up })).toEqual([]);
  });

  it("is not asked behind what is not understood", () => {
    expect(refusalsOf("select unknown(); update t set b = 1")).toEqual([]);
    expect(refusalsOf("create table u as select a from t; update t set b = 1")).toEqual([]);
  });
});
