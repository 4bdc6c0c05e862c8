import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table a (id int primary key, x int); create table b (id int primary key);
  create view v as select id from a; create view w as select id from a; create sequence s; create sequence t;
  create type e as enum ('x'); create type f as enum ('y'); create index i on a (x); create schema m; create schema n;
  create function one() returns int language sql as 'select 1'; create function two() returns int language sql as 'select 2';
  create function two(int) returns int language sql as 'select 2'`;

async function succeeds(down: string): Promise<string> {
  return (await judgementOf("postgresql", { schema: SCHEMA, up: "analyze a", down })).down.succeeds;
}

describe("a down on PostgreSQL that gives a name which something has", () => {
  it.each([
    ...[
      "alter view v rename to w",
      "alter view v rename to b",
      "alter view v rename to i",
      "alter sequence s rename to t",
    ],
    ...[
      "alter sequence s rename to b",
      "alter type e rename to f",
      "alter type e rename to b",
      "alter schema m rename to n",
    ],
    ...[
      "alter function one() rename to two",
      "create sequence a",
      "create index v on a (x)",
      "create table i (id int)",
    ],
    ...["create type a as enum ('x')", "create domain e as int"],
  ])("fails: %s", async (down) => {
    expect(await succeeds(down)).toBe("no");
  });

  it.each([
    ...["alter view v rename to m", "alter sequence s rename to e", "alter type e rename to s", "create sequence v2"],
    ...["alter function two(int) rename to one", "drop view w; alter view v rename to w", "create table c (id serial)"],
    ...["create sequence if not exists s", "create index if not exists i on a (x)"],
  ])("passes: %s", async (down) => {
    expect(await succeeds(down)).toBe("yes");
  });
});
