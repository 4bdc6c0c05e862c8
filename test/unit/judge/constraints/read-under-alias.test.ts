// MariaDB looks expressions up under the alias that the last statement gave the table.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

describe("a down that gives a column its name back on MariaDB", () => {
  it.each([
    ["a int check (a > 0)", "rename column a to b", "rename column b to a", "data_dependent"],
    ["a int, constraint c check (a > 0)", "change a b int", "change b a int", "data_dependent"],
    ["a int, constraint c check (a > 0)", "change a b int", "drop constraint c, change b a int", "yes"],
    ["a int check (a > 0)", "change a b int check (b > 0)", "change b a int", "yes"],
    ["a json", "rename column a to b", "rename column b to a", "data_dependent"],
    ["a json", "change a b json", "change b a json", "yes"],
    ["a int, c int as (a * 2)", "rename column a to b", "rename column b to a", "data_dependent"],
    ["a int, c int default (a + 1)", "rename column a to b", "rename column b to a", "data_dependent"],
    ["a int, c int check (c > 0)", "rename column a to b", "rename column b to a", "yes"],
  ])("%s: %s, %s", async (columns, up, down, succeeds) => {
    const seen = await judgementOf("mariadb", {
      schema: `create table t (${columns})`,
      up: `alter table t ${up}`,
      down: `alter table t ${down}`,
    });
    expect(seen.down.succeeds).toBe(succeeds);
  });
});
