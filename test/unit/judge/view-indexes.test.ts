import type { DownJudgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const SCHEMA = `create table orders (id integer primary key, day date);
  create materialized view days as select day, count(*) as orders from orders group by day;
  create unique index by_day on days (day)`;

async function downOf(down: string): Promise<DownJudgement> {
  const up = await statementsOf("postgresql", "drop index by_day");
  const sides = { schema: await statementsOf("postgresql", SCHEMA), up, down: await statementsOf("postgresql", down) };
  return judge({ dialect: "postgresql", ...sides }).down;
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
});
