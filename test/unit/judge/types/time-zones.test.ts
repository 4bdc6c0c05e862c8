import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

describe("a moment that becomes a time of day in some zone", () => {
  it.each([
    ["UTC", "full"],
    ["Asia/Tokyo", "partial"],
  ])("is the same again in the zone that it came from alone: %s", async (zone, restores) => {
    const { down } = await judgementOf("postgresql", {
      schema: "create table t (id int primary key, at timestamp)",
      up: "alter table t alter at type timestamptz using at at time zone 'UTC'",
      down: `alter table t alter at type timestamp using at at time zone '${zone}'`,
    });
    expect(down.restores).toBe(restores);
  });

  it.each([
    ["set timezone = 'UTC'", "set time zone 'UTC'", "full"],
    ["set timezone = 'UTC'", "set timezone = 'Asia/Tokyo'", "partial"],
    ["set timezone = 'UTC'", "select 1", "partial"],
    ["select 1", "select 1", "full"],
  ])("is that of the session where nothing else is said: %s / %s", async (first, second, restores) => {
    const { down } = await judgementOf("postgresql", {
      schema: "create table t (id int primary key, at timestamptz)",
      up: `${first}; alter table t alter at type timestamp`,
      down: `${second}; alter table t alter at type timestamptz`,
    });
    expect(down.restores).toBe(restores);
  });
});
