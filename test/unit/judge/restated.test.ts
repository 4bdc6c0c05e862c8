// Columns of MySQL's of which only the migration itself speaks.
import type { Judgement } from "../../../src/model/judgement.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("mysql", { up, down });
}

describe("a down that restates a column which the up has restated", () => {
  it.each([
    ["modify a bigint not null", "modify a int not null", "data_dependent", "writes_break"],
    ["modify a varchar(50)", "modify a varchar(50) not null", "data_dependent", "writes_break"],
    ["change a b varchar(50)", "change b a varchar(20)", "data_dependent", "reads_and_writes_break"],
    ["modify a enum('x', 'y', 'z')", "modify a enum('x', 'y')", "data_dependent", "writes_break"],
    ["modify a int", "modify a bigint", "yes", "compatible"],
    ["modify a varchar(9) collate utf8mb4_bin", "modify a varchar(9)", "data_dependent", "writes_break"],
    ["add key k (a)", "modify a int", "undetermined", "undetermined"],
  ])("is judged by it: %s, %s", async (up, down, succeeds, verdict) => {
    const seen = await judged(`alter table t ${up}`, `alter table t ${down}`);
    expect([seen.down.succeeds, seen.newOnReverted.verdict]).toEqual([succeeds, verdict]);
  });

  it("cuts values where the mode lets it", async () => {
    const seen = await judged("alter table t modify a text", "set sql_mode = ''; alter table t modify a varchar(9)");
    expect(seen.down.loses).toEqual(["values:t.a"]);
  });

  it("says nothing of what was there before", async () => {
    const seen = await judged("alter table t modify a int", "alter table t modify a bigint");
    expect([seen.oldOnNew.verdict, seen.down.restores]).toEqual(["undetermined", "none"]);
  });
});

describe("a name of which only the case changes", () => {
  it.each([
    ["change name Name int", "behaviour_change"],
    ["change `name` name int", "compatible"],
    ["rename column name to NAME", "behaviour_change"],
  ])("is spelled otherwise in results: %s", async (up, verdict) => {
    const scripts = { schema: "create table t (name int)", up: `alter table t ${up}`, down: null };
    const seen = await judgementOf("mysql", scripts);
    expect([seen.oldOnNew.verdict, seen.upLoses]).toEqual([verdict, []]);
  });
});

describe("a text that becomes JSON, and back", () => {
  it.each<[Dialect, readonly unknown[]]>([
    ["mysql", ["reads_and_writes_break", ["values:t.a"], "partial"]],
    ["mariadb", ["writes_break", [], "full"]],
  ])("is what %s makes of it", async (dialect, expected) => {
    const seen = await judgementOf(dialect, {
      schema: "create table t (a longtext)",
      up: "alter table t modify a json",
      down: "alter table t modify a longtext",
    });
    expect([seen.oldOnNew.verdict, seen.upLoses, seen.down.restores]).toEqual(expected);
  });
});

describe("code of which only the down speaks", () => {
  it.each([
    ["drop function f", "undetermined"],
    ["drop procedure if exists p", "yes"],
    ["drop view v", "undetermined"],
    ["drop view if exists v", "yes"],
  ])("may not be there: %s", async (down, succeeds) => {
    expect((await judged("alter table t add b int", down)).down.succeeds).toBe(succeeds);
  });
});

describe("a trigger of which only the down speaks", () => {
  it.each([
    ["drop trigger fills", "yes"],
    ["drop trigger fill", "undetermined"],
    ["drop trigger if exists fill", "yes"],
  ])("may not be there: %s", async (down, succeeds) => {
    const seen = await judged("create trigger fills before insert on t for each row set new.a = 1", down);
    expect(seen.down.succeeds).toBe(succeeds);
  });
});
