import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table people (id integer primary key, name text)";
const UP = `alter table people add column kept text; update people set kept = name; update people set name = upper(name)`;

async function judged(down: string, up = UP): Promise<Judgement> {
  return judgementOf("postgresql", { schema: SCHEMA, up, down });
}

describe("values that an up keeps in a new column, with others in their place", () => {
  it("are others to code that reads them", async () => {
    const { oldOnNew, upLoses } = await judged("select 1");
    expect([oldOnNew.verdict, upLoses]).toEqual(["behaviour_change", []]);
  });

  it.each([
    ["full", "update people set name = kept; alter table people drop column kept"],
    ["partial", "create index people_name on people (name)"],
    ["none", "alter table people drop column kept"],
  ])("are back: %s, after: %s", async (restores, down) => {
    expect((await judged(down)).down.restores).toBe(restores);
  });

  it("are the same to code that reads them once they were taken back", async () => {
    const { oldOnNew } = await judged(
      "select 1",
      `${UP.split("; ").slice(0, 2).join("; ")}; update people set name = kept`,
    );
    expect(oldOnNew.verdict).toBe("compatible");
  });
});

describe("values whose last copy goes", () => {
  it.each([
    ["values:people.name", `${UP}; alter table people drop column kept`],
    ["values:people.name", `${UP}; update people set kept = 'x'`],
    [
      "column:people.name",
      "alter table people add column kept text; update people set kept = name; alter table people drop column name; alter table people drop column kept",
    ],
    [
      "column:people.name",
      "create table names as select id, name from people; alter table people drop column name; drop table names",
    ],
  ])("are lost: %s, by: %s", async (loss, up) => {
    expect((await judged("select 1", up)).upLoses).toContain(loss);
  });

  it("are not lost while another column has them", async () => {
    const twice = `alter table people add column first text, add column kept text; update people set first = name, kept = name; update people set name = upper(name); alter table people drop column first`;
    expect((await judged("select 1", twice)).upLoses).toEqual([]);
  });
});

describe("values that are copied", () => {
  it.each([
    [
      "postgresql",
      'create table x (id integer primary key, "Group" integer)',
      'alter table x add column "Order" integer; update x set "Order" = "Group"; alter table x drop column "Group"',
    ],
    [
      "sqlite",
      "create table x (id integer primary key, [Group] integer)",
      'alter table x add column "order" integer; update x set "order" = "group"; alter table x drop column "group"',
    ],
    [
      "mysql",
      "create table x (id integer primary key, `group` integer)",
      "alter table x add column `order` integer; update x set `order` = x.`group`; alter table x drop column `group`",
    ],
  ] as const)("are not lost, however names are written: %s", async (dialect, schema, up) => {
    expect((await judgementOf(dialect, { schema, up, down: null })).upLoses).toEqual([]);
  });
});

describe("a copy of SQLite's", () => {
  async function lost(up: string): Promise<readonly string[]> {
    return (await judgementOf("sqlite", { schema: SCHEMA, up, down: null })).upLoses;
  }

  it.each([
    ["table:people", "create temp table kept as select * from people; drop table people"],
    ["column:people.name", "create temp table kept as select * from people; alter table people drop column name"],
    [
      "rows:people",
      "create table n (id integer primary key, name text); insert into n select * from people; delete from n where name is null; drop table people; alter table n rename to people",
    ],
  ])("keeps not all: %s, by: %s", async (loss, up) => {
    expect(await lost(up)).toEqual([loss]);
  });

  it("keeps all that is taken back from it before the session ends", async () => {
    const up =
      "create temp table kept as select * from people; drop table people; create table people (id integer primary key, name text); insert into people select id, name from kept";
    expect(await lost(up)).toEqual([]);
  });
});
