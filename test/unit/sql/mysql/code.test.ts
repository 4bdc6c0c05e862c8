import type { Change } from "../../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

describe("a view", () => {
  it.each([
    [
      "create view v as select id, t.name, t.x as y from t where id > 3",
      { columns: ["id", "name", "y"], updatable: true, sources: ["id", "name", "x"], shows: "some" },
    ],
    ["create view v as select id from t where a with check option", { shows: "checked" }],
    ["create or replace view v (a, b) as select id, name from t", { orReplace: true, columns: ["a", "b"] }],
    ["alter view v as select id from t", { orReplace: true, columns: ["id"], updatable: true }],
    ["create view v as select * from t", { columns: null, reads: [{ name: "t" }], updatable: true }],
    ["create view v as select id + 1 as n from t", { columns: ["n"], updatable: false, sources: [null] }],
    ["create view v as select count(*) c from t", { columns: ["c"], updatable: false }],
    ["create view v as select distinct id from t", { updatable: false }],
    ["create view v as select id from t group by id", { updatable: false }],
    ["create view v as select id from t limit 3", { updatable: false }],
    [
      "create view v as select t.id from t join s.u on u.id = t.id",
      { reads: [{ name: "t" }, { schema: "s", name: "u" }] },
    ],
    ["create view v as select 1 as a union select id from t", { columns: ["a"], updatable: false }],
    ["create algorithm=temptable view v as select id from t", { updatable: false }],
    [
      "create algorithm=merge definer=`a`@`%` sql security invoker view v as select id from t with local check option",
      { updatable: true, text: "select id from t" },
    ],
    [
      "create view v as with c as (select id from t) select * from c where id in (select id from u)",
      { reads: [{ name: "t" }, { name: "u" }] },
    ],
    ["create view v as select id from (select id from t) d", { reads: [{ name: "t" }], updatable: false }],
  ])("has its columns, what it reads, and whether it can be written through: %s", (sql, expected) => {
    expect(changesOf(sql)).toMatchObject([{ kind: "create-view", view: { name: "v" }, ...expected }]);
  });

  it("is dropped with others", () => {
    expect(changesOf("drop view if exists v, s.w cascade")).toMatchObject([
      { kind: "drop-view", view: { name: "v" }, ifExists: true },
      { kind: "drop-view", view: { schema: "s", name: "w" } },
    ]);
  });
});

describe("a trigger", () => {
  it("keeps its body, and tells what that does to the row", () => {
    const sql = `create definer = current_user trigger s.tr before update on t for each row follows other
      begin
        if new.a <> old.b then signal sqlstate '45000' set message_text = 'no'; end if;
        set new.c = lower(new.a), new.\`d\` = 1;
        insert into log (id) values (old.id);
      end`;
    expect(changesOf(sql)).toMatchObject([
      {
        kind: "create-trigger",
        name: "tr",
        table: { name: "t" },
        timing: "before",
        events: ["update"],
        effects: {
          raises: true,
          assigns: ["c", "d"],
          columns: ["a", "b", "c", "d", "id"],
          tables: [{ schema: null, name: "log" }],
        },
      },
    ]);
  });

  it("that compares the new row assigns nothing", () => {
    const [change] = changesOf(
      "create trigger x after insert on t for each row begin if new.a = 1 then set @n = 1; end if; end",
    );
    expect(change).toMatchObject({ effects: { raises: false, assigns: [], columns: ["a"], tables: [] } });
  });

  it("is dropped by its name alone", () => {
    expect(changesOf("drop trigger if exists s.x")).toMatchObject([{ kind: "drop-trigger", name: "x", table: null }]);
  });
});

describe("routines, events and sequences", () => {
  it.each([
    [
      "create procedure p (in a int, out b varchar(9)) comment 'x' modifies sql data begin select 1; end",
      {
        kind: "create-routine",
        of: "procedure",
        signature: "(in a int, out b varchar(9))",
        body: "begin select 1; end",
      },
    ],
    [
      "create function f(a int) returns varchar(9) charset utf8mb4 deterministic return concat(a, 'x')",
      { of: "function", signature: "(a int) returns varchar(9) charset utf8mb4", body: "return concat(a, 'x')" },
    ],
    ["drop procedure if exists p", { kind: "drop-routine", of: "procedure", ifExists: true }],
    ["drop function s.f", { kind: "drop-routine", of: "function", routine: { schema: "s", name: "f" } }],
    ["alter procedure p sql security invoker", { kind: "alter-routine" }],
    [
      "create event e on schedule every 1 day starts now() do delete from t",
      {
        kind: "create-event",
        name: { name: "e" },
        ifNotExists: false,
        parts: { schedule: "every 1 day starts now()", body: "delete from t" },
      },
    ],
    [
      "create event e on schedule at now() + interval 1 hour on completion preserve disable do call p()",
      { parts: { completion: "on completion preserve", state: "disable", body: "call p()" } },
    ],
    ["alter event e rename to f", { kind: "alter-event", to: { name: "f" }, parts: {} }],
    ["alter event e disable comment 'off'", { parts: { state: "disable", comment: "off" } }],
    ["drop event if exists e", { kind: "drop-event", ifExists: true }],
  ])("are read: %s", (sql, expected) => {
    expect(changesOf(sql)).toMatchObject([expected]);
  });

  it.each([
    [
      "create sequence if not exists s start with 5 increment by -1 nocache",
      { kind: "create-sequence", ifNotExists: true },
    ],
    ["alter sequence s restart with 50", { kind: "alter-sequence", restart: true, value: 50 }],
    ["alter sequence s restart", { restart: true, value: null }],
    ["alter sequence s maxvalue 10 no cycle", { restart: false, text: "maxvalue 10 no cycle" }],
    ["drop sequence if exists s", { kind: "drop-sequence", ifExists: true }],
  ])("are MariaDB's alone: %s", (sql, expected) => {
    expect(changesOf(sql, "mariadb")).toMatchObject([expected]);
    expect(changesOf(sql)).toMatchObject([{ kind: "opaque" }]);
  });
});

describe("what lies around tables", () => {
  it.each([
    [
      "grant select (a), insert on s.t to u, 'v'@'%' with grant option",
      { kind: "grant", privileges: ["select", "insert"], on: [{ schema: "s", name: "t" }], to: ["u", "v@%"] },
    ],
    ["grant all privileges on s.* to u@localhost", { privileges: ["all privileges"], on: [], to: ["u@localhost"] }],
    ["grant r to u", { kind: "grant", privileges: ["r"], on: [] }],
    ["revoke update on t from u", { kind: "revoke", privileges: ["update"], on: [{ name: "t" }], to: ["u"] }],
    [
      "create user if not exists u@localhost require ssl, 'v'@'%'",
      { kind: "create-role", roles: ["u@localhost", "v@%"] },
    ],
    ["drop role r, s", { kind: "drop-role", roles: ["r", "s"] }],
    ["alter user u account lock", { kind: "alter-role" }],
    ["set default role all to u", { kind: "alter-role" }],
    [
      "create database if not exists d default charset utf8mb4",
      { kind: "create-schema", name: "d", ifNotExists: true },
    ],
    ["drop schema d", { kind: "drop-schema", name: "d", cascade: true }],
    ["alter database d collate utf8mb4_bin", { kind: "maintenance" }],
  ])("is read: %s", (sql, expected) => {
    expect(changesOf(sql)).toMatchObject([expected]);
  });

  it.each([
    "create user u identified by 'hunter2'",
    "alter user u identified with caching_sha2_password by 'hunter2' replace 'hunter2'",
    "set password for u = 'hunter2'",
    "grant all on *.* to u identified by password 'hunter2'",
    "alter table t connection='mysql://u:hunter2@h/d'",
    "create table t (a int) connection 'mysql://u:hunter2@h/d'",
    "change master to master_password = 'hunter2'",
    "create server s foreign data wrapper mysql options (user 'u', password 'hunter2')",
  ])("shows no password: %s", (sql) => {
    const shown = JSON.stringify([parseMysql(sql, "mysql"), parseMysql(sql, "mariadb")]);
    expect(shown).not.toContain("hunter2");
    expect(shown).toContain("***");
  });
});

function changesOf(sql: string, dialect: "mysql" | "mariadb" = "mysql"): readonly Change[] {
  return parseMysql(sql, dialect).flatMap(({ changes }) => changes);
}
