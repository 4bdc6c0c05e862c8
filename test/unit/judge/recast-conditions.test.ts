import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table crates (
    id integer primary key, kind varchar(20) check (kind in ('box', 'tube')), code varchar(9) check (code <> ''),
    size integer, weight numeric(8, 2) check (weight >= 0)
  );
  create index large on crates (id) where size > 100`;

describe("a condition on a column that has its type back", () => {
  it.each([
    ["kind", "varchar(50)", "varchar(20)", "differs"],
    ["kind", "text", "varchar(20)", "differs"],
    ["size", "numeric(10, 2)", "integer", "differs"],
    ["weight", "integer", "numeric(8, 2)", "differs"],
    ["code", "varchar(20)", "varchar(9)", "exact"],
    ["size", "bigint", "integer", "exact"],
    ["weight", "numeric(12, 2)", "numeric(8, 2)", "exact"],
  ])("keeps the casts that came with the other, or has none: %s as %s", async (column, other, own, inverse) => {
    const alter = `alter table crates alter ${column} type`;
    const { down } = await judgementOf("postgresql", {
      schema: SCHEMA,
      up: `${alter} ${other}`,
      down: `${alter} ${own}`,
    });
    expect(down.inverse).toBe(inverse);
  });
});
