// What MySQL and MariaDB call keys that have no names in the statements that make them.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SHELVES = "create table shelves (id int primary key, a int, b int);";

describe("a key without a name", () => {
  it.each([
    [SHELVES, "add index (a), add index (a, b)", "drop index a, drop index a_2", "yes"],
    [
      SHELVES,
      "add unique (a), add unique (a, b), add index (b, a)",
      "drop index a, drop index a_2, drop index b",
      "yes",
    ],
    [SHELVES, "add unique (a), add index (A, b)", "drop index a, drop index a_1", "no"],
    [SHELVES, "add column `primary` int, add index (`primary`)", "drop index primary_2", "yes"],
    [
      `${SHELVES} create table rows_on (id int primary key, shelf int, place int, foreign key (shelf) references shelves (id)); rename table shelves to others, rows_on to shelves;`,
      "add index (shelf, place)",
      "add index (shelf), drop index shelf",
      "yes",
    ],
  ])("is called like its first column, or numbered: %s %s", async (schema, up, down, succeeds) => {
    const scripts = { schema, up: `alter table shelves ${up}`, down: `alter table shelves ${down}` };
    expect((await judgementOf("mariadb", scripts)).down.succeeds).toBe(succeeds);
  });
});
