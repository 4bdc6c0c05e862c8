import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `
  create domain score as integer check (value < 100);
  create table shelves (id integer primary key);
  create table parts (
    id integer primary key,
    code varchar(5),
    pad char(3),
    kind text not null default 'new' check (kind in ('new', 'old')),
    size smallint,
    price numeric(4, 2),
    score score,
    rank integer default 1 unique,
    shelf integer references shelves,
    note text,
    at timestamptz check (at > '2000-01-01'),
    least integer default 1, most integer default 9, constraint ordered check (least <= most)
  )`;

describe("a default that a column gets instead of another", () => {
  it.each([
    ["code", "'short'", "behaviour_change if_referenced"],
    ["code", "'longer'", "writes_break if_referenced"],
    ["code", "'blank   '", "behaviour_change if_referenced"],
    ["pad", "'four'", "writes_break if_referenced"],
    ["kind", "'old'", "behaviour_change if_referenced"],
    ["kind", "'sold'", "writes_break if_referenced"],
    ["size", "32767", "behaviour_change if_referenced"],
    ["size", "32768", "writes_break if_referenced"],
    ["price", "99.99", "behaviour_change if_referenced"],
    ["price", "-100", "writes_break if_referenced"],
    ["score", "99", "behaviour_change if_referenced"],
    ["score", "100", "writes_break if_referenced"],
    ["rank", "2", "writes_break if_data"],
    ["shelf", "7", "writes_break if_data"],
    ["note", "'anything that is long'", "behaviour_change if_referenced"],
    ["at", "now()", "writes_break if_data"],
    ["least", "10", "writes_break if_data"],
  ])("is taken or not by %s: %s", async (column, value, says) => {
    const up = `alter table parts alter ${column} set default ${value}`;
    const { oldOnNew } = await judgementOf("postgresql", { schema: SCHEMA, up, down: null });
    expect(`${oldOnNew.verdict} ${oldOnNew.when}`).toBe(says);
  });
});
