import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

async function succeeds(column: string): Promise<string> {
  const schema = await statementsOf("sqlite", "create table users (id integer primary key)");
  const up = await statementsOf("sqlite", "create table others (id integer)");
  const down = await statementsOf("sqlite", `alter table users add column ${column}`);
  return judge({ dialect: "sqlite", schema, up, down }).down.succeeds;
}

describe("a column that a down adds on SQLite", () => {
  it.each([
    "a integer default (1 + 1)",
    "a text default (lower('A'))",
    "a text default ('a' || 'b')",
    "a default (1-5)",
  ])("is refused where rows would have to get what is computed: %s", async (column) => {
    expect(await succeeds(column)).toBe("data_dependent");
  });

  it.each([
    "a integer default (5)",
    "a default (- -5.5e-3)",
    "a text default ((('it''s')))",
    "a default (x'ab')",
    "a default true",
  ])("gives them one value as it stands: %s", async (column) => {
    expect(await succeeds(column)).toBe("yes");
  });
});
