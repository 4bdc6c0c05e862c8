import type { LossOrigin } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { schemaOf } from "../../../src/judge/judge.ts";
import { judgeRange } from "../../../src/judge/range.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const SCHEMA = `create table accounts (id integer primary key, name text, plan text default 'free');
  create table audit (id integer, what text)`;

interface Case {
  readonly name: string;
  readonly up: string;
  readonly down: string;
  readonly origins: Readonly<Record<string, LossOrigin>>;
}

describe("what a down destroys", () => {
  it.each<Case>([
    {
      name: "a table that its up made is new",
      up: "create table invoices (id serial primary key, total numeric); create index on invoices (total)",
      down: "drop table invoices",
      origins: { "table:invoices": "made-empty" },
    },
    {
      name: "a table under another name than it was made with is new",
      up: "create table bills (id integer); alter table bills rename to invoices",
      down: "drop table invoices",
      origins: { "table:invoices": "made-empty" },
    },
    {
      name: "a table that its up wrote into may have older rows",
      up: "create table plans (id integer, name text); insert into plans select id, plan from accounts",
      down: "drop table plans",
      origins: { "table:plans": "made-filled" },
    },
    {
      name: "a table that was made of a query may have older rows",
      up: "create table plans as select id, plan from accounts",
      down: "drop table plans",
      origins: { "table:plans": "made-filled" },
    },
    {
      name: "a table that was written into before it was renamed may have older rows",
      up: "create table p (id integer); insert into p select id from accounts; alter table p rename to plans",
      down: "drop table plans",
      origins: { "table:plans": "made-filled" },
    },
    {
      name: "a column that its up added is new, whatever it wrote elsewhere",
      up: "alter table accounts add column verified boolean default false; insert into audit values (1, 'added')",
      down: "alter table accounts drop column verified",
      origins: { "column:accounts.verified": "made-empty" },
    },
    {
      name: "a column that its up filled may have older values",
      up: "alter table accounts add column full_name text; update accounts set full_name = name",
      down: "alter table accounts drop column full_name",
      origins: { "column:accounts.full_name": "made-filled" },
    },
    {
      name: "a column that is computed for the rows that are there is filled",
      up: "alter table accounts add column token uuid default gen_random_uuid(), add column seen timestamptz default now()",
      down: "alter table accounts drop column token, drop column seen",
      origins: { "column:accounts.token": "made-filled", "column:accounts.seen": "made-filled" },
    },
    {
      name: "rows of an older table may be older",
      up: "insert into audit values (1, 'released')",
      down: "delete from audit where id = 1",
      origins: { "rows:audit": "before" },
    },
    {
      name: "an older column may have older values, also where it was renamed",
      up: "alter table accounts rename column plan to tier",
      down: "alter table accounts drop column tier; alter table accounts add column plan text",
      origins: { "column:accounts.tier": "before" },
    },
    {
      name: "nothing is known after something that nobody understands",
      up: "create table plans (id integer); call fill_plans()",
      down: "drop table plans",
      origins: { "table:plans": "unknown" },
    },
  ])("$name", async ({ up, down, origins }) => {
    expect(await originsOf(up, down, "complete")).toEqual(origins);
  });

  it("may be older where it was only made if it was not there", async () => {
    const up = "create table if not exists plans (id integer)";
    expect(await originsOf(up, "drop table plans", "incomplete")).toEqual({ "table:plans": "unknown" });
  });

  it("may be older than the migration that is reverted, where an earlier one made it", async () => {
    const migrations = await Promise.all([
      named("1", "create table plans (id integer)", "drop table plans"),
      named("2", "alter table plans add column name text", "delete from plans; alter table plans drop column name"),
    ]);
    const { migrations: judged } = judgeRange(migrations, schemaOf("postgresql", [], "complete"));
    expect(judged.map(({ origins }) => Object.fromEntries(origins))).toEqual([
      { "table:plans": "made-empty" },
      { "rows:plans": "before", "column:plans.name": "made-empty" },
    ]);
  });

  it.each<[string, string, LossOrigin]>([
    ["is filled by a later migration", "insert into plans select id, plan from accounts", "made-filled"],
    [
      "is filled under another name",
      "alter table plans rename to tiers; insert into tiers select id from accounts",
      "made-filled",
    ],
    ["may be filled by what nobody understands", "call fill_plans()", "unknown"],
    ["is as it was made beside others", "insert into audit values (1, 'released')", "made-empty"],
  ])("%s, where it was made empty", async (_, later, origin) => {
    const known = schemaOf("postgresql", await statementsOf("postgresql", SCHEMA), "complete");
    const migrations = await Promise.all([
      named("1", "create table plans (id integer, name text)", "drop table plans"),
      named("2", later, ""),
    ]);
    const { migrations: judged } = judgeRange(migrations, known);
    expect(judged.map(({ origins }) => Object.fromEntries(origins))).toEqual([{ "table:plans": origin }, {}]);
  });
});

async function named(name: string, up: string, down: string) {
  return { name, up: await statementsOf("postgresql", up), down: await statementsOf("postgresql", down) };
}

async function originsOf(up: string, down: string, listing: Parameters<typeof schemaOf>[2]): Promise<object> {
  const known = schemaOf("postgresql", await statementsOf("postgresql", SCHEMA), listing);
  const [judged] = judgeRange([await named("1", up, down)], known).migrations;
  return Object.fromEntries(judged?.origins ?? []);
}
