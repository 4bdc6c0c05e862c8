// What an up and a down tell of each other where nobody shows the schema; each answer was seen on a server.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("a down that can be told from the up alone", () => {
  it.each([
    [
      "create index ix_a on e (a); create index ix_b on e (b)",
      "drop index ix_b on e; drop index ix_a on e",
      "yes exact",
    ],
    [
      "alter table e add a int, add b int, add index ia (a), add index ib (b)",
      "alter table e drop index ia, drop index ib, drop a, drop b",
      "yes exact",
    ],
    ["alter table e add constraint u unique (a)", "alter table e drop constraint u", "yes exact"],
    ["alter table e add primary key (id)", "alter table e drop primary key", "yes differs"],
    [
      "alter table e drop primary key; alter table e add primary key (id, x)",
      "alter table e drop primary key; alter table e add primary key (id)",
      "undetermined differs",
    ],
    ["alter table e add d int; create index ix on e (d)", "alter table e drop column d; drop index ix on e", "no none"],
    [
      "alter table v add constraint fk foreign key (e_id) references e (id)",
      "alter table v drop foreign key fk; alter table v drop index fk",
      "undetermined differs",
    ],
    [
      "alter table v add e_id int, add constraint fk foreign key (e_id) references e (id)",
      "alter table v drop foreign key fk; alter table v drop index fk, drop e_id",
      "yes exact",
    ],
  ])("on MariaDB: %s, %s", async (up, back, says) => {
    const { down } = await judgementOf("mariadb", { up, down: back });
    expect(`${down.succeeds} ${down.inverse}`).toBe(says);
  });

  it.each([
    [
      "create sequence s; create table n (id int primary key default nextval('s')); alter sequence s owned by n.id",
      "drop table n; drop sequence if exists s",
      "compatible yes exact",
    ],
    ["create table n (id serial primary key)", "drop table n; drop sequence n_id_seq", "compatible no none"],
    [
      "alter table t add column b int; create index t_b on t (b)",
      "alter table t drop column b; drop index if exists t_b",
      "compatible yes exact",
    ],
    [
      "create table n (a int, b text); alter table n alter column b set not null, alter column a set default 1",
      "drop table n",
      "compatible yes exact",
    ],
    ["create type k as enum ('a'); alter type k add value 'b'", "drop type k", "compatible yes exact"],
  ])("on PostgreSQL: %s, %s", async (up, back, says) => {
    const { oldOnNew, down } = await judgementOf("postgresql", { up, down: back });
    expect(`${oldOnNew.verdict} ${down.succeeds} ${down.inverse}`).toBe(says);
  });

  it("needs no value for an enum of MariaDB, which has its first label", async () => {
    const { oldOnNew } = await judgementOf("mariadb", { up: "alter table e add s enum('a', 'b') not null" });
    expect(oldOnNew.verdict).toBe("compatible");
  });
});

it("needs a value for a type that is only called enum, as SQLite takes any word for one", async () => {
  const { oldOnNew } = await judgementOf("sqlite", { up: "alter table e add s enum not null" });
  expect(oldOnNew).toEqual({ verdict: "writes_break", when: "always" });
});

describe("what the up may have put in the place of another", () => {
  it.each([
    ["postgresql", "drop policy if exists p on t; create policy p on t using (true)", "drop policy p on t"],
    [
      "postgresql",
      "drop function if exists f(int); create function f(p int) returns int language sql as 'select p'",
      "drop function f(int)",
    ],
    [
      "postgresql",
      "create or replace function f(p int) returns int language sql as 'select p'",
      "drop function f(int)",
    ],
    [
      "mariadb",
      "drop trigger if exists g; create trigger g before insert on t for each row set new.a = 1",
      "drop trigger g",
    ],
    ["mariadb", "drop procedure if exists p; create procedure p() select 1", "drop procedure p"],
    [
      "sqlite",
      "drop trigger if exists g; create trigger g after insert on t begin update t set a = 1; end",
      "drop trigger g",
    ],
  ] as const)("does not come back on %s with %s", async (dialect, up, back) => {
    const { down } = await judgementOf(dialect, { up, down: back });
    expect(`${down.restores} ${down.inverse}`).toBe("none differs");
  });

  it("is nothing where the schema has none", async () => {
    const schema = "create table t (id int primary key, a int)";
    const up = "alter table t drop constraint if exists c, add constraint c check (a > 0)";
    const { down } = await judgementOf("mariadb", { schema, up, down: "alter table t drop constraint c" });
    expect(`${down.restores} ${down.inverse}`).toBe("full exact");
  });
});

describe("what the up may only have found", () => {
  it.each([
    ["create or replace function f() returns int language sql as 'select 1'", "drop function f()", "undetermined"],
    ["create extension if not exists citext", "drop extension citext", "undetermined"],
    ["create extension if not exists citext", "drop extension citext cascade", "yes"],
    ["create extension citext", "drop extension citext", "yes"],
    ["alter table t add column if not exists c int", "alter table t drop column c", "undetermined"],
    ["create table if not exists n (id int)", "drop table n", "yes"],
    [
      "do $$ begin create type mood as enum ('ok'); exception when duplicate_object then null; end $$",
      "drop type mood",
      "undetermined",
    ],
  ])("may be needed by what is older: %s, %s", async (up, back, succeeds) => {
    expect((await judgementOf("postgresql", { up, down: back })).down.succeeds).toBe(succeeds);
  });

  it("is told by the schema", async () => {
    const schema = "create table t (id int primary key)";
    const up = "create or replace function f() returns int language sql as 'select 1'";
    const { down } = await judgementOf("postgresql", { schema, up, down: "drop function f()" });
    expect(down.succeeds).toBe("yes");
  });
});

describe("rows that go with their table", () => {
  it("are not listed beside it", async () => {
    const up = `create table a (id integer primary key);
      create table c (id integer primary key, a_id int references a (id) on delete cascade)`;
    const { down } = await judgementOf("sqlite", { up, down: "drop table a; drop table c" });
    expect(down.loses).toEqual(["table:a", "table:c"]);
  });
});

describe("rows of SQLite that refer to each other", () => {
  it.each([
    ["restrict", "data_dependent"],
    ["no action", "yes"],
  ])("keep their table where each is asked: on delete %s", async (follows, succeeds) => {
    const up = `create table cat (id integer primary key, p integer references cat (id) on delete ${follows})`;
    expect((await judgementOf("sqlite", { up, down: "drop table cat" })).down.succeeds).toBe(succeeds);
  });

  it("keep their parents where a default refers to one", async () => {
    const up = "pragma foreign_keys = off; alter table t add column k integer default 1 references kinds (id)";
    expect((await judgementOf("sqlite", { up })).oldOnNew).toEqual({ verdict: "writes_break", when: "if_data" });
  });
});
