// What SQLite looks up of foreign keys before it looks at a row; each answer was seen with SQLite.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const TABLES = `create table a (id text primary key); create table b (id text primary key);
  create table c (id text primary key, a_id text references a (id) on delete cascade, b_id text references b (id) on delete cascade, n int);
  create table d (id text primary key, c_id text references c (id) on delete cascade);
  create table e (id text primary key, c_id text references c (id))`;

async function afterA(down: string): Promise<Judgement["down"]["succeeds"]> {
  return (await judgementOf("sqlite", { up: TABLES, down: `drop table a; ${down}` })).down.succeeds;
}

describe("a down after a parent is gone", () => {
  it.each([
    "drop table b",
    "delete from b",
    "delete from c",
    "insert into c (id) values ('1')",
    "insert or ignore into c (id) values ('1')",
    "insert into c (id) select 'x' where 0",
    "update c set a_id = null",
    "update or replace c set id = 'x'",
    "insert or replace into b (id) values ('x')",
  ])("misses it: %s", async (down) => {
    expect(await afterA(down)).toBe("no");
  });

  it.each([
    "drop table c",
    "drop table d",
    "delete from d",
    "delete from e",
    "insert into d (id) values ('1')",
    "update c set n = 1",
    "update c set b_id = null",
    "replace into e (id) values ('x')",
    "pragma foreign_keys = off; delete from c",
  ])("does not miss it: %s", async (down) => {
    expect(await afterA(down)).not.toBe("no");
  });

  it.each([
    ["cascade", "no"],
    ["set null", "yes"],
  ])("is dropped with rows that refer to each other by %s: %s", async (follows, succeeds) => {
    const up = `create table x (id text primary key, p text references x (id) on delete ${follows}, q text references y (id))`;
    const { down } = await judgementOf("sqlite", { schema: "", up, down: "drop table x" });
    expect(down.succeeds).toBe(succeeds);
  });
});
