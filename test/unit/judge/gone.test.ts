import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create extension pgcrypto;
  create type mood as enum ('good', 'bad');
  create sequence numbers;
  create function code() returns text language sql as $$ select 'x' $$;
  create table parts (id integer primary key, mood mood, number integer default nextval('numbers'), code text default code(), parent integer);
  create table places (id integer primary key, name text);
  create view names as select id, name from places`;

interface Case {
  readonly up: string;
  readonly early: string;
  readonly again: string;
}

const CASES: readonly Case[] = [
  {
    up: "alter table parts drop column mood; drop type mood",
    early: "alter table parts add column mood mood",
    again: "create type mood as enum ('good', 'bad')",
  },
  {
    up: "alter table parts drop column number; drop sequence numbers",
    early: "alter table parts add column number integer default nextval('numbers')",
    again: "create sequence numbers",
  },
  {
    up: "alter table parts drop column code; drop function code()",
    early: "alter table parts add column code text default code()",
    again: "create function code() returns text language sql as $$ select 'x' $$",
  },
  {
    up: "drop view names; drop table places",
    early: "create view names as select id, name from places",
    again: "create table places (id integer primary key, name text)",
  },
  {
    up: "drop view names; drop table places",
    early: "alter table parts add foreign key (parent) references places (id)",
    again: "create table places (id integer primary key, name text)",
  },
  {
    up: "alter table parts drop column code",
    early: "alter table parts add column long text generated always as (code || '!') stored",
    again: "alter table parts add column code text",
  },
  {
    up: "alter table parts drop column code",
    early: "alter table parts add column long text check (long <> code)",
    again: "alter table parts add column code text",
  },
  {
    up: "alter table parts drop column code",
    early: "alter table parts add constraint coded check (parts.code <> '')",
    again: "alter table parts add column code text",
  },
  {
    up: "alter table parts drop column code",
    early: "update parts set code = 'x'",
    again: "alter table parts add column code text",
  },
];

const KNOWN = [
  ["with the schema", SCHEMA],
  ["without it", null],
] as const;

async function succeeds(schema: string | null, up: string, down: string): Promise<string> {
  return (await judgementOf("postgresql", { schema, up, down })).down.succeeds;
}

describe.each(KNOWN)("what was dropped, %s", (_, schema) => {
  it.each(CASES)("cannot be named before it is there again: $early", async ({ up, early, again }) => {
    expect(await succeeds(schema, up, `${early}; ${again}`)).toBe("no");
  });

  it.each(CASES)("can be named then: $early", async ({ up, early, again }) => {
    expect(await succeeds(schema, up, `${again}; ${early}`)).not.toBe("no");
  });

  it.each(CASES)("may be back after what nobody understands: $early", async ({ up, early }) => {
    expect(await succeeds(schema, up, `select bring_it_back(); ${early}`)).toBe("undetermined");
  });

  it("is not the table that refers to itself", async () => {
    const made = "create table places (id integer primary key, name text, inside integer references places (id))";
    expect(await succeeds(schema, "drop view names; drop table places", made)).not.toBe("no");
  });
});

describe("what goes with the up, on MySQL and MariaDB", () => {
  it.each([
    ["alter table t drop column h", "alter table t add column v int as (h * 2) stored"],
    ["alter table t drop column h", "alter table t add constraint c check (h > 0)"],
    ["alter table t drop column h", "alter table t add v int after h"],
    ["alter table t drop column h", "create view w as select a from t where h = 1"],
    ["alter table t drop column h", "create view w as select x.a from u join t x on x.h = u.a"],
    ["alter table t drop column h", "insert into u (a) select a from t where h > 0"],
    ["alter table t rename to u", "alter table t rename index a to b"],
    ["drop function f", "create view w as select f(a) as b from t"],
    ["drop view w", "alter view w as select 1"],
  ])("is missed before it comes back: %s, %s", async (up, early) => {
    expect((await judgementOf("mysql", { up, down: early })).down.succeeds).toBe("no");
  });

  it.each([
    [
      "alter table t drop column v, drop column h",
      "alter table t add column v int as (h * 2) stored, add column h int",
    ],
    [
      "alter table t drop column h",
      "alter table t add column h int; create or replace view w as select a from t where h = 1",
    ],
    ["alter table t drop column h", "create or replace view w as select a as h from t order by h"],
    ["alter table t drop column h", "create or replace view w as select a from u where h = 1"],
    ["alter table t rename to u", "alter table u rename to t; alter table t rename index a to b"],
  ])("is missed by nothing else: %s, %s", async (up, down) => {
    expect((await judgementOf("mysql", { up, down })).down.succeeds).toBe("yes");
  });
});
