import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table parts (id int primary key); create sequence numbers; create index by_id on parts (id);
  create view names as select 1 as a; create materialized view totals as select 1 as a;
  create type mood as enum ('good'); create domain zip as text; create type place as (town text);
  create function one() returns int language sql as 'select 1'; create procedure act() language sql as 'select 1';
  create aggregate added (int) (sfunc = int4pl, stype = int)`;

async function succeeds(down: string, schema: string | null = SCHEMA): Promise<string> {
  return (await judgementOf("postgresql", { schema, up: "select 1", down })).down.succeeds;
}

describe("a down on PostgreSQL that names what is another kind of thing", () => {
  it.each([
    ...[
      "drop function act()",
      "drop function if exists act()",
      "drop procedure if exists one()",
      "drop function added(int)",
    ],
    ...["alter function act() rename to acts", "drop table if exists names", "drop table if exists totals"],
    ...[
      "drop table if exists numbers",
      "drop view if exists parts",
      "drop view if exists totals",
      "drop index if exists parts",
    ],
    ...["drop materialized view if exists names", "drop sequence if exists parts", "alter view parts rename to p"],
    ...["drop domain if exists mood", "drop domain place", "drop type parts", "drop type if exists names"],
    ...["alter view totals rename to t", "alter materialized view names rename to n", "alter view totals set schema x"],
    ...["comment on view parts is 'x'", "comment on materialized view names is 'x'", "comment on table totals is 'x'"],
    ...["alter domain mood drop not null", "alter type zip add value 'x'", "alter type mood drop attribute good"],
    ...["alter table if exists names add column x int", "alter table names enable row level security"],
  ])("fails: %s", async (down) => {
    expect(await succeeds(down)).toBe("no");
  });

  it.each([
    ...["drop routine act()", "drop routine added(int)", "drop procedure act()", "drop aggregate added(int)"],
    ...[
      "drop type zip",
      "drop type mood",
      "drop materialized view totals",
      "alter table names rename to n",
      "alter table totals rename to t",
      "alter materialized view totals rename to t",
      "comment on view names is 'x'",
      "comment on column totals.a is 'x'",
      "drop index by_id",
    ],
  ])("passes where the words are right: %s", async (down) => {
    expect(await succeeds(down)).toBe("yes");
  });

  it("is not sure of what only the down names", async () => {
    expect(await succeeds("alter table names rename to n; drop view n", null)).not.toBe("no");
  });
});
