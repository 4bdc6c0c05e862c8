import { describe, expect, it } from "vitest";
import { judge } from "../../../../src/judge/judge.ts";
import { statementsOf } from "../../../../src/sql/statements.ts";

describe("a moment that becomes a time of day in some zone", () => {
  it.each([
    ["UTC", "full"],
    ["Asia/Tokyo", "partial"],
  ])("is the same again in the zone that it came from alone: %s", async (zone, restores) => {
    const schema = await statementsOf("postgresql", "create table t (id int primary key, at timestamp)");
    const up = await statementsOf("postgresql", "alter table t alter at type timestamptz using at at time zone 'UTC'");
    const down = await statementsOf(
      "postgresql",
      `alter table t alter at type timestamp using at at time zone '${zone}'`,
    );
    expect(judge({ dialect: "postgresql", schema, up, down }).down.restores).toBe(restores);
  });

  it.each([
    ["set timezone = 'UTC'", "set time zone 'UTC'", "full"],
    ["set timezone = 'UTC'", "set timezone = 'Asia/Tokyo'", "partial"],
    ["set timezone = 'UTC'", "select 1", "partial"],
    ["select 1", "select 1", "full"],
  ])("is that of the session where nothing else is said: %s / %s", async (first, second, restores) => {
    const [schema = [], up = [], down = []] = await Promise.all(
      [
        "create table t (id int primary key, at timestamptz)",
        `${first}; alter table t alter at type timestamp`,
        `${second}; alter table t alter at type timestamptz`,
      ].map((text) => statementsOf("postgresql", text)),
    );
    expect(judge({ dialect: "postgresql", schema, up, down }).down.restores).toBe(restores);
  });
});
