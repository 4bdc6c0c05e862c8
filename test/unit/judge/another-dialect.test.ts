// SQL that was written for another database, and that the grammar of this one takes all the same.
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table users (id int primary key, name varchar(20))";

describe("what another database's words do", () => {
  it.each<[Dialect, string]>([
    ["postgresql", "alter table users add column seen datetime"],
    ["postgresql", "alter table users add column admin tinyint(1) not null default 0"],
    ["postgresql", "alter table users add column photo blob"],
    ["postgresql", "alter table users add column bio longtext"],
    ["postgresql", "alter table users alter column id type double"],
    ["postgresql", "create table notes (id int, made datetime not null)"],
    ["postgresql", "create table notes (id int, title varchar(20), key by_title (title))"],
    ["postgresql", "alter table users add column key text default uuid()"],
    ["postgresql", "alter table users add column seen timestamp default getdate()"],
    ["postgresql", "create table notes (made text default (datetime('now')))"],
    ["postgresql", "create view named as select ifnull(name, '') as name from users"],
    ["postgresql", "create index by_name on users (ifnull(name, ''))"],
    ["postgresql", "set foreign_key_checks = 0"],
    ["mysql", "set search_path = app"],
    ["mariadb", "set statement_timeout = 0"],
    ["mysql", "alter table users add column key_id varchar(36) default (gen_random_uuid())"],
    ["mariadb", "alter table users add column key_id varchar(36) default gen_random_uuid()"],
    ["sqlite", "update users set name = now()"],
    ["sqlite", "insert into users (name) values (gen_random_uuid())"],
    ["sqlite", "select setval('users_id_seq', 5)"],
    ["sqlite", "select purge_users()"],
    ["sqlite", "create trigger t after insert on users begin select purge_users(); end"],
  ])("is not determined, %s: %s", async (dialect, text) => {
    const [asUp, asDown] = [
      { up: text, down: "select 1" },
      { up: "select 1", down: text },
    ];
    expect([
      (await judgementOf(dialect, asUp)).oldOnNew.verdict,
      (await judgementOf(dialect, { schema: SCHEMA, ...asUp })).oldOnNew.verdict,
      (await judgementOf(dialect, asDown)).down.succeeds,
      (await judgementOf(dialect, { schema: SCHEMA, ...asDown })).newOnReverted.verdict,
    ]).toEqual(["undetermined", "undetermined", "undetermined", "undetermined"]);
  });

  it.each<[Dialect, string]>([
    ["postgresql", "create domain datetime as timestamp; alter table users add column seen datetime"],
    [
      "postgresql",
      "create function uuid() returns text language sql as 'select 1'; alter table users add column key text default uuid()",
    ],
    ["postgresql", "alter table users add column score double precision default 0"],
    ["postgresql", "set statement_timeout = 0; set time zone 'UTC'; set app.tenant = '1'"],
    ["mysql", "alter table users add column bio text default ('')"],
    ["mariadb", "alter table users add column bio text not null default ''"],
    ["mysql", "alter table users add column key_id varchar(36) default (uuid())"],
    ["mysql", "set foreign_key_checks = 0"],
    ["sqlite", "select count(*), max(id) from users"],
    ["sqlite", "create view times as select now() as at from users"],
  ])("is understood where somebody made it, or it is its own, %s: %s", async (dialect, up) => {
    const { oldOnNew } = await judgementOf(dialect, { schema: SCHEMA, up, down: null });
    expect(oldOnNew.verdict).toBe("compatible");
  });
});
