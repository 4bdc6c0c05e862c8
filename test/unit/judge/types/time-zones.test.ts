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
});
