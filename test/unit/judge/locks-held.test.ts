import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table parts (id integer primary key, code text)";

describe("a lock that a down takes on PostgreSQL", () => {
  it.each([
    ["lock parts; update parts set code = 'a'", "long_block_all ACCESS EXCLUSIVE"],
    ["lock table parts in share mode; delete from parts", "long_block_writes SHARE"],
    ["lock table parts in row share mode; delete from parts", "long_online ROW EXCLUSIVE"],
    ["lock parts in exclusive mode", "brief_block EXCLUSIVE"],
    ["lock parts in share update exclusive mode", "none SHARE UPDATE EXCLUSIVE"],
    ["alter table parts alter code type text", "brief_block ACCESS EXCLUSIVE"],
    ["alter table parts alter code type text using trim(code)", "long_block_all ACCESS EXCLUSIVE"],
    ["create table spares () inherits (parts)", "none SHARE UPDATE EXCLUSIVE"],
    ["create table spares (part integer references parts) inherits (parts)", "brief_block SHARE ROW EXCLUSIVE"],
  ])("is held to the end: %s", async (down, says) => {
    const { hazard } = await judgementOf("postgresql", { schema: SCHEMA, up: "create index on parts (code)", down });
    expect(`${hazard.level} ${hazard.lock}`).toBe(says);
  });
});
