import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table parts (id integer primary key, code text); create table crates (id integer)";

describe("a down that fails", () => {
  it.each([
    ["alter table parts drop column size", "brief_block ACCESS EXCLUSIVE"],
    ["alter table parts drop constraint positive", "brief_block ACCESS EXCLUSIVE"],
    ["alter table parts rename constraint positive to above", "brief_block ACCESS EXCLUSIVE"],
    ["alter table parts add column code text", "brief_block ACCESS EXCLUSIVE"],
    ["alter table parts rename to crates", "brief_block ACCESS EXCLUSIVE"],
    ["drop trigger noted on parts", "brief_block ACCESS EXCLUSIVE"],
    ["alter table parts disable trigger noted", "brief_block SHARE ROW EXCLUSIVE"],
    ["alter table boxes drop column size", "none null"],
  ])("waits for the table before: %s", async (down, says) => {
    const judgement = await judgementOf("postgresql", { schema: SCHEMA, up: "create index on parts (code)", down });
    expect(judgement.down.succeeds).toBe("no");
    expect(`${judgement.hazard.level} ${judgement.hazard.lock}`).toBe(says);
  });
});
