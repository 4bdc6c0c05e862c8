import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table a (id int primary key); create table b (id int primary key, c int);
  create view va as select id from a`;

async function downSucceeds(down: string): Promise<string> {
  return (await judgementOf("mariadb", { schema: SCHEMA, up: "create table other (id int)", down })).down.succeeds;
}

describe("a down that has locked tables", () => {
  it.each([
    "lock tables a write; alter table b add d int",
    "lock tables a write; create index b_c on b (c)",
    "lock tables a write; create table d (id int)",
    "lock tables a write; insert into a select id from b",
    "lock tables a write; update a set id = 2 where exists (select 1 from b)",
    "lock tables a write; rename table a to d",
    "lock tables a write; create view d as select id from a",
    "lock tables a write; create procedure p() select 1",
    "lock tables a write; commit; delete from b",
    "lock tables a write; lock tables b write; delete from a",
    "lock tables a read, b write; delete from a",
  ])("touches no other: %s", async (down) => {
    expect(await downSucceeds(down)).toBe("no");
  });

  it.each([
    "lock tables a write, b write; alter table b add d int; alter table a rename to d; drop table d; unlock tables",
    "lock tables a write; unlock tables; alter table b add d int",
    "lock tables a write; begin; delete from b; commit",
    "lock tables a write; create temporary table d (id int); insert into d values (1); drop temporary table d",
    "lock tables a write; truncate table a; drop table a; create table a (id int primary key)",
    "lock tables va write; delete from a",
    "lock tables a write; analyze table b",
  ])("goes on with its own: %s", async (down) => {
    expect(await downSucceeds(down)).not.toBe("no");
  });
});
