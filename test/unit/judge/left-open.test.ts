import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const SCHEMA = `
  create table shelves (id integer primary key) with (fillfactor = 90);
  create table parts (id integer primary key, code text, shelf integer constraint on_shelf references shelves);
  create index by_code on parts (code desc);
  create index packed on parts (code gin_trgm_ops) with (fillfactor = 70);
  create function total() returns integer language sql as 'select 1'`;

describe("a down that leaves something as the up made it", () => {
  it.each([
    ["alter table parts alter constraint on_shelf deferrable", "", "differs"],
    [
      "alter table parts alter constraint on_shelf deferrable",
      "alter table parts alter constraint on_shelf not deferrable",
      "exact",
    ],
    ["alter function total() security definer", "", "differs"],
    ["alter function total() security definer", "alter function total() security invoker", "exact"],
    ["alter table parts alter code set statistics 500", "", "differs"],
    ["alter table parts alter code set statistics 500", "alter table parts alter code set statistics -1", "exact"],
    [
      "alter table parts add size text; alter table parts alter size set storage external",
      "alter table parts drop size",
      "exact",
    ],
    ["alter table shelves set (fillfactor = 70)", "alter table shelves set (fillfactor = '90')", "exact"],
    ["alter table shelves set (fillfactor = 70)", "alter table shelves reset (fillfactor)", "differs"],
    ["alter table parts set (fillfactor = 70)", "alter table parts reset (fillfactor)", "exact"],
    ["alter table parts set (fillfactor = 70)", "alter table parts reset (autovacuum_enabled)", "differs"],
    ["drop index by_code", "create index by_code on parts (code)", "differs"],
    ["drop index by_code", "create index by_code on parts using btree (code desc nulls first)", "exact"],
    ["drop index by_code", "create index by_code on parts (code desc nulls last)", "differs"],
    ["drop index by_code", "create index by_code on parts (code desc) include (shelf)", "differs"],
    ["drop index by_code", "create index by_code on parts (code text_pattern_ops desc)", "differs"],
    ["drop index by_code", "create index by_code on parts (code desc) with (fillfactor = 70)", "differs"],
    ["drop index by_code", "create index by_code on parts (code text_ops desc)", "exact"],
    ["drop index packed", "create index packed on parts (code public.gin_trgm_ops) with (fillfactor = '70')", "exact"],
  ])("is told from one that does not: %s / %s", async (up, down, says) => {
    const judgement = judge({
      dialect: "postgresql",
      schema: await statementsOf("postgresql", SCHEMA),
      up: await statementsOf("postgresql", `alter table shelves add column name text; ${up}`),
      down: await statementsOf("postgresql", `${down}; alter table shelves drop column name`),
    });
    expect(judgement.down.inverse).toBe(says);
  });
});
