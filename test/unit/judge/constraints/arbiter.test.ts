import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA =
  "create table t (id integer primary key, a text unique, b text, c text); create unique index u on t (lower(b), c)";

describe.each(["postgresql", "sqlite"] as const)("what `on conflict` of %s names", (dialect) => {
  it.each([
    ["(b)", "no"],
    ["(id, a)", "no"],
    ["(id)", "data_dependent"],
    ["(lower(b), c)", "data_dependent"],
    ["", "yes"],
  ])("has to be a key: %s", async (key, succeeds) => {
    const down = `insert into t (id, a, b, c) values (1, 'a', 'b', 'c') on conflict ${key} do nothing`;
    expect((await judgementOf(dialect, { schema: SCHEMA, up: "", down })).down.succeeds).toBe(succeeds);
    expect((await judgementOf(dialect, { up: "", down })).down.succeeds).not.toBe("no");
  });
});
