// What SQLite keeps of a row has to come out the same each time, and to be of the type of a strict table's column.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table t (id integer primary key, a text);
  create table s (id integer primary key, n integer, r real, x text, b blob) strict`;

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("sqlite", { schema: SCHEMA, up, down });
}

async function downSucceeds(down: string): Promise<string> {
  return (await judged("create table other (id integer)", down)).down.succeeds;
}

describe("what asks for the time", () => {
  it.each([
    "create index i on t (date('now'))",
    "create index i on t (a) where a < datetime('now', '-1 day')",
    "create index i on t (strftime('%Y'))",
    "create index i on t (date(a, 'localtime'))",
    "alter table t add column g text check (g < date())",
  ])("refuses every row: %s", async (up) => {
    expect((await judged(up, "select 1")).oldOnNew).toEqual({ verdict: "writes_break", when: "always" });
    expect(await downSucceeds(up)).toBe("data_dependent");
  });

  it("refuses to be read, too, where it is a column", async () => {
    const { oldOnNew } = await judged("alter table t add column g text as (julianday('now'))", "select 1");
    expect(oldOnNew.verdict).toBe("reads_and_writes_break");
  });

  it("leaves open whether a table that asks for it can be filled", async () => {
    expect(await downSucceeds("create table u (a text check (a <= date('now')))")).toBe("undetermined");
  });

  it.each([
    "create index i on t (a) where a > current_timestamp",
    "create index i on t (abs(random()))",
    "alter table t add column g text as (current_date)",
  ])("is refused where it is known to: %s", async (down) => {
    expect(await downSucceeds(down)).toBe("no");
  });

  it.each(["create index i on t (date(a, 'start of month'))", "create index i on t (a) where a <> 'random()'"])(
    "is not in what a row says: %s",
    async (down) => {
      expect(await downSucceeds(down)).toBe("yes");
    },
  );
});

describe("a strict table", () => {
  it.each([
    ["insert into s (n) values ('x')", "no"],
    ["insert into s (n) values (1.5)", "no"],
    ["insert into s (x) values (x'00')", "no"],
    ["insert into s (b) values ('t')", "no"],
    ["insert into s (r, x) values ('1.5', 5)", "yes"],
    ["insert into s (n, b) values ('7', x'01')", "yes"],
    ["insert into t (a) values (x'00')", "yes"],
    ["create table u (n integer default 'x', x text) strict; insert into u (x) values ('a')", "no"],
    ["update s set n = 'x'", "data_dependent"],
    ["update s set n = '7', r = 2", "yes"],
    ["alter table s add column m integer default 'x'", "data_dependent"],
    ["alter table s add column m integer default '5'", "yes"],
  ])("takes what is of the type: %s", async (down, succeeds) => {
    expect(await downSucceeds(down)).toBe(succeeds);
  });

  it("keeps those from writing who leave a column to a default that it does not take", async () => {
    const { oldOnNew } = await judged("alter table s add column m integer default 'x'", "select 1");
    expect(oldOnNew).toEqual({ verdict: "writes_break", when: "always" });
  });
});

describe("a column that is spelled otherwise", () => {
  it("is so in results", async () => {
    const { oldOnNew, down } = await judged("alter table t rename a to A", "alter table t rename A to a");
    expect([oldOnNew.verdict, down.succeeds, down.inverse]).toEqual(["behaviour_change", "yes", "exact"]);
  });
});
