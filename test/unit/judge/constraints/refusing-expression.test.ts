import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `
  create type mood as enum ('good', 'bad');
  create table parts (id integer primary key, code text, amount integer, per integer, data jsonb, at timestamp, mood mood, sold boolean)`;

describe("an index on what is computed", () => {
  it.each([
    ["((code::integer))", "writes_break if_data"],
    ["((data ->> 'price')::numeric)", "writes_break if_data"],
    ["(amount / per)", "writes_break if_data"],
    ["id) where (code::integer > 3", "writes_break if_data"],
    ["(data ->> 'price')", "compatible always"],
    ["lower(code)", "compatible always"],
    ["(code::varchar)", "compatible always"],
    ["(amount::text)", "compatible always"],
    ["(amount / 10)", "compatible always"],
    ["(at::date)", "compatible always"],
    ["to_tsvector('english'::regconfig, code)", "compatible always"],
    ["id) where (mood = 'good'::mood and not sold", "compatible always"],
  ])("refuses what it cannot be computed from: (%s)", async (keys, says) => {
    expect(await oldOnNew(`create index on parts (${keys})`)).toBe(says);
  });

  it.each([
    ["((code::integer))", "behaviour_change if_data"],
    ["lower(code)", "compatible always"],
  ])("lets those pass again once it is dropped: (%s)", async (keys, says) => {
    const scripts = { schema: SCHEMA, up: `create index made on parts (${keys})`, down: "drop index made" };
    const { newOnReverted: impact } = await judgementOf("postgresql", scripts);
    expect(`${impact.verdict} ${impact.when}`).toBe(says);
  });

  it("refuses nothing of code that leaves its column empty", async () => {
    const up = "alter table parts add column size text; create index on parts ((size::integer))";
    expect(await oldOnNew(up)).toBe("compatible always");
  });
});

describe("an index of SQLite", () => {
  it.each([
    ["writes_break if_data", "create index i on parts (json_extract(data, '$.a'))"],
    ["writes_break if_data", "create index i on parts (id) where data ->> 'a' > 3"],
    ["writes_break if_data", "alter table parts add column a text as (data ->> 'a'); create index i on parts (a)"],
    ["writes_break if_data", "alter table parts add column a text as (data ->> 'a')"],
    ["compatible always", "create index i on parts (case when json_valid(data) then data ->> 'a' end)"],
    ["compatible always", "create index i on parts (replace(data, '->', ''))"],
  ])("is %s: %s", async (says, up) => {
    expect(await oldOnNew(up, "sqlite")).toBe(says);
  });
});

async function oldOnNew(up: string, dialect: "postgresql" | "sqlite" = "postgresql"): Promise<string> {
  const schema = dialect === "sqlite" ? "create table parts (id integer primary key, data text)" : SCHEMA;
  const { oldOnNew: impact } = await judgementOf(dialect, { schema, up, down: null });
  return `${impact.verdict} ${impact.when}`;
}
