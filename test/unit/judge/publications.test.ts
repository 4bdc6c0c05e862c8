import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table parts (id integer primary key, label text); create table bins (id integer primary key);
  create publication news for table parts (id, label); create publication rows for table bins where (id > 3);
  create publication all_parts for tables in schema public with (publish = 'insert')`;

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema: SCHEMA, up, down });
}

describe("what a publication sends out", () => {
  it.each([
    ["alter publication news set table parts (id)", "alter publication news set table parts (label, id)", "exact"],
    ["alter publication news set table parts (id)", "alter publication news set table parts", "differs"],
    ["alter publication rows drop table bins", "alter publication rows add table bins where (id > 3)", "exact"],
    ["alter publication rows drop table bins", "alter publication rows add table bins", "differs"],
    ["alter publication rows set table parts", "alter publication rows set table bins where (id > 4)", "differs"],
    ["drop table bins", "create table bins (id integer primary key)", "differs"],
    [
      "drop table bins",
      "create table bins (id integer primary key); alter publication rows add table bins where (id > 3)",
      "exact",
    ],
    ["alter table parts drop column label cascade", "alter table parts add column label text", "differs"],
    ["alter publication news set (publish = 'insert')", "alter publication news set (publish = 'update')", "differs"],
    [
      "alter publication all_parts set (publish = 'insert, update')",
      "alter publication all_parts set (publish = 'insert')",
      "exact",
    ],
    [
      "alter publication news set (publish = 'insert')",
      "alter publication news set (publish = 'insert, update, truncate, delete')",
      "exact",
    ],
    ["alter publication news rename to old", "alter publication old rename to news", "exact"],
    ["alter publication all_parts drop tables in schema public", "analyze bins", "noop"],
    [
      "alter publication all_parts drop tables in schema public",
      "alter publication all_parts add tables in schema public",
      "exact",
    ],
    [
      "drop publication rows",
      "create publication rows for table bins; alter publication rows set table bins where (id > 3)",
      "exact",
    ],
  ])("is the same again, or not: %s, then %s", async (up, down, says) => {
    expect((await judged(up, down)).down.inverse).toBe(says);
  });

  it.each([
    "alter table parts drop column label",
    "alter publication news add table parts",
    "alter publication news drop table bins",
    "create publication news",
  ])("stands in the way: %s", async (down) => {
    expect((await judged("analyze parts", down)).down.succeeds).toBe("no");
  });

  it.each([
    "alter publication news set table parts (label)",
    "create publication more for table parts where (label <> '')",
  ])("has the key of what is changed, or changes are refused: %s", async (up) => {
    expect((await judged(up, "analyze parts")).oldOnNew).toEqual({ verdict: "writes_break", when: "always" });
  });

  it("may do without the key where nothing is changed", async () => {
    const up = "create publication more for table parts (label) with (publish = 'insert')";
    expect((await judged(up, "drop publication more")).oldOnNew.verdict).toBe("compatible");
  });
});
