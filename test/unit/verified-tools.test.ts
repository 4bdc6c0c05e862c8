import type { Tried } from "../support/verified-tools.ts";
import { describe, expect, it } from "vitest";
import { reportOf } from "../support/verified-tools.ts";

const KNEX: Tried = {
  title: "knex",
  tool: "knex",
  dialect: "postgresql",
  bySource: false,
  state: "passed",
  release: undefined,
  database: undefined,
  notOn: {},
  because: undefined,
};

describe("the table of the tools that were tried", () => {
  it("calls a tool verified on the databases on which all of its tests passed", () => {
    expect(lineOf([{ ...KNEX, release: "3.3.0" }, KNEX, { ...KNEX, dialect: "sqlite" }])).toBe(
      "knex 3.3.0 verified - - verified",
    );
  });

  it("says what each database was", () => {
    const [head] = reportOf([{ ...KNEX, database: "18.4" }]);
    expect(head?.split(/ {2,}/)).toEqual([
      "migration tool",
      "release",
      "PostgreSQL 18.4",
      "MariaDB",
      "MySQL",
      "SQLite",
    ]);
  });

  it("does not call a tool verified of which a test failed", () => {
    expect(lineOf([KNEX, { ...KNEX, state: "failed" }])).toBe("knex FAILED 1 of 2 - - -");
  });

  it.each([
    ["when nothing of it ran", [{ ...KNEX, state: "skipped", because: "no MariaDB server was found" }], "not run"],
    ["when only a part of it ran", [KNEX, { ...KNEX, state: "skipped" }], "1 of 2 run"],
  ] as [string, Tried[], string][])("does not call a tool verified %s", (_, tests, said) => {
    expect(lineOf(tests)).toBe(`knex ${said} - - -`);
  });

  it.each([
    ["its tests could not begin", { because: "no MariaDB server was found" }, "no MariaDB server was found"],
    ["it was left out", {}, "left out by this run's filter"],
  ])("says why a tool was not run when %s", (_, more, why) => {
    expect(reportOf([{ ...KNEX, state: "skipped", ...more }])).toContain(`not run: knex on PostgreSQL: ${why}`);
  });

  it("says of a database that the tool could be used with why it was not tried", () => {
    const tried = [{ ...KNEX, notOn: { mariadb: "its driver cannot be had" } }];
    expect(lineOf(tried)).toBe("knex verified not run - -");
    expect(reportOf(tried)).toContain("not run: knex on MariaDB: its driver cannot be had");
  });

  it("keeps apart what was tried only by its source", () => {
    const phinx = { ...KNEX, title: "phinx", tool: "phinx", dialect: "", bySource: true };
    expect(lineOf([phinx], "phinx")).toBe("phinx by its source only");
  });

  it("names every tool that no test is about", () => {
    expect(lineOf([KNEX], "rails")).toBe("rails not run");
    expect(reportOf([KNEX])).toContain("not run: rails: no test that ran is about it");
  });
});

function lineOf(tests: readonly Tried[], tool = "knex"): string | undefined {
  return reportOf(tests)
    .find((line) => line.startsWith(`${tool} `))
    ?.replaceAll(/ +/g, " ");
}
