import { describe, expect, it } from "vitest";
import { judge } from "../../../../src/judge/judge.ts";
import { statementsOf } from "../../../../src/sql/statements.ts";

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

  it("refuses nothing of code that leaves its column empty", async () => {
    const up = "alter table parts add column size text; create index on parts ((size::integer))";
    expect(await oldOnNew(up)).toBe("compatible always");
  });
});

async function oldOnNew(up: string): Promise<string> {
  const { oldOnNew: impact } = judge({
    dialect: "postgresql",
    schema: await statementsOf("postgresql", SCHEMA),
    up: await statementsOf("postgresql", up),
    down: null,
  });
  return `${impact.verdict} ${impact.when}`;
}
