import type { DownJudgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table orders (id integer primary key, day date);
  create materialized view days as select day, count(*) as orders from orders group by day;
  create unique index by_day on days (day)`;

const KEY = "create unique index by_day on days (day)";

const VIEW = "create materialized view days as select day, count(*) as orders from orders group by day";

async function impactsOf(schema: string, up: string, down: string): Promise<readonly string[]> {
  const { oldOnNew, newOnReverted } = await judgementOf("postgresql", { schema, up, down });
  return [oldOnNew, newOnReverted].map(({ verdict, when }) => `${verdict} ${when}`);
}

async function downOf(down: string): Promise<DownJudgement> {
  return (await judgementOf("postgresql", { schema: SCHEMA, up: "drop index by_day", down })).down;
}

describe("an index of a materialized view", () => {
  it.each([
    ["create unique index by_day on days (day)", "exact"],
    ["create index by_day on days (day)", "differs"],
    ["create unique index by_day on days (day, orders)", "differs"],
    ["create unique index by_date on days (day)", "differs"],
  ])("is compared: %s is %s", async (down, inverse) => {
    expect((await downOf(down)).inverse).toBe(inverse);
  });

  it.each([
    ["create unique index by_day on days (day)", "yes"],
    ["create index by_day on days (day)", "no"],
    ["create unique index by_day on days (day) where day > '2024-01-01'", "no"],
  ])("lets it be refreshed while it is read where it is a key: %s, %s", async (down, succeeds) => {
    expect((await downOf(`${down}; refresh materialized view concurrently days`)).succeeds).toBe(succeeds);
  });

  it.each([
    ["writes_break if_referenced", "drop index by_day"],
    ["writes_break if_referenced", "drop index by_day; create index by_day on days (day)"],
    ["writes_break if_referenced", "drop index by_day; create unique index by_day on days (day) where orders > 1"],
    ["writes_break if_referenced", "drop index by_day; create unique index by_day on days ((orders + 1))"],
    ["writes_break if_referenced", `drop materialized view days; ${VIEW}`],
    ["compatible always", `drop materialized view days; ${VIEW}; ${KEY}`],
    ["compatible always", "drop index by_day; create unique index by_both on days (orders, day)"],
    ["compatible always", "create unique index by_both on days (orders, day); drop index by_day"],
  ])("is needed by those who refresh it while it is read: %s after %s", async (old, up) => {
    expect((await impactsOf(SCHEMA, up, "select 1"))[0]).toBe(old);
  });

  it("is needed by the new code that made it", async () => {
    const [old, now] = await impactsOf(SCHEMA.replace(KEY, ""), KEY, "drop index by_day");
    expect([old, now]).toEqual(["compatible always", "writes_break if_referenced"]);
  });
});
