import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table parts (id integer, name text, kind text);
  comment on table parts is 'what is sold'; comment on column parts.name is 'in full';
  create view names as select name from parts; comment on view names is 'for the shop'; create type mood as enum ('good')`;

async function inverse(schema: string | null, up: string, down: string): Promise<string> {
  return (await judgementOf("postgresql", { schema, up, down })).down.inverse;
}

describe("a comment", () => {
  it.each([
    ["drop view names", "create view names as select name from parts"],
    [
      "drop view names; alter table parts drop column name",
      "alter table parts add name text; create view names as select name from parts; comment on view names is 'for the shop'",
    ],
    ["comment on column parts.name is 'short'", "comment on column parts.name is null"],
    ["alter table parts add born date; comment on table parts is 'all'", "alter table parts drop column born"],
    ["comment on type mood is 'how it is'; alter table parts add born date", "alter table parts drop column born"],
  ])("is missed where it went or stayed: %s, then %s", async (up, down) => {
    expect(await inverse(SCHEMA, up, down)).toBe("differs");
  });

  it.each([
    ["drop view names", "create view names as select name from parts; comment on view names is 'for the shop'"],
    ["comment on column parts.name is 'short'", "comment on column parts.name is 'in full'"],
    ["comment on column parts.kind is 'short'", "comment on column parts.kind is ''"],
    ["alter table parts rename to goods", "alter table goods rename to parts"],
    ["alter table parts rename column name to title", "alter table parts rename column title to name"],
    ["alter table parts add born date; comment on column parts.born is 'when'", "alter table parts drop column born"],
    ["create type size as enum ('s'); comment on type size is 'of clothes'", "drop type size"],
  ])("is as before: %s, then %s", async (up, down) => {
    expect(await inverse(SCHEMA, up, down)).toBe("exact");
  });

  it.each([
    ["comment on table parts is 'all'", "comment on table parts is 'some'", "exact"],
    ["comment on table parts is 'all'", "comment on table parts is null", "exact"],
    [
      "comment on table parts is 'all'; alter table parts add born date",
      "alter table parts drop column born",
      "differs",
    ],
  ])("that is said again is taken for the old one without the schema: %s, then %s", async (up, down, says) => {
    expect(await inverse(null, up, down)).toBe(says);
  });
});
