import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function succeeds(column: string): Promise<string> {
  const { down } = await judgementOf("sqlite", {
    schema: "create table users (id integer primary key)",
    up: "create table others (id integer)",
    down: `alter table users add column ${column}`,
  });
  return down.succeeds;
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
