import { describe, expect, it } from "vitest";
import { overlap } from "../../../src/judge/partitions/bounds.ts";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table readings (meter int, at date) partition by range (at);
  create table readings_1 partition of readings for values from ('2024-01-01') to ('2025-01-01');
  create table spare (meter int, at date); create table people (id int, name text); create table heirs () inherits (people)`;

async function succeeds(up: string, down: string): Promise<string> {
  return (await judgementOf("postgresql", { schema: SCHEMA, up, down })).down.succeeds;
}

describe("a down on a parted table, or one with heirs", () => {
  it.each([
    ["analyze spare", "create index concurrently by_meter on readings (meter)"],
    ["analyze spare", "alter table readings attach partition spare for values from ('2024-06-01') to ('2024-07-01')"],
    ["analyze spare", "alter table only readings add column kwh int"],
    ["analyze spare", "alter table only readings drop column meter"],
    ["analyze spare", "alter table only people add column born date"],
    ["analyze spare", "alter table readings_1 add column kwh int"],
    ["analyze spare", "alter table only readings rename column meter to m"],
    ["analyze spare", "alter table only readings alter column meter type bigint"],
    ["analyze spare", "alter table only readings alter column meter set not null"],
    ["alter table readings alter column meter set not null", "alter table only readings alter meter drop not null"],
    ["alter table readings add constraint known check (meter > 0)", "alter table only readings drop constraint known"],
    ["analyze spare", "alter table only people add check (id > 0)"],
    ["analyze spare", "alter table only people rename column name to label"],
    ["analyze spare", "alter table readings_1 rename column meter to m"],
    ["analyze spare", "alter table heirs alter column name type varchar(9)"],
  ])("fails after %s: %s", async (up, down) => {
    expect(await succeeds(up, down)).toBe("no");
  });

  it.each([
    ["create index by_meter on readings (meter)", "drop index by_meter"],
    ["drop table readings_1", "alter table only readings add column kwh int"],
    ["analyze spare", "alter table only people drop column name"],
    ["analyze spare", "alter table only spare add column kwh int"],
    ["analyze spare", "alter table only spare rename column meter to m"],
    ["drop table readings_1", "alter table only readings alter column meter type bigint"],
    ["alter table people add constraint known check (id > 0)", "alter table only people drop constraint known"],
    [
      "alter table only people add check (id > 0) no inherit",
      "alter table only people alter column name set default 'x'",
    ],
  ])("passes after %s: %s", async (up, down) => {
    expect(await succeeds(up, down)).toBe("yes");
  });
});

describe("a table that is attached and detached", () => {
  it.each([
    ["(meter int, at date)", "differs"],
    ["(meter int, at date); create index on early (meter)", "differs"],
    ["(meter int, at date unique); create index on early using hash (meter)", "differs"],
    ["(meter int, at date unique); create index on early (meter)", "exact"],
    ["(like kept including all)", "exact"],
  ])("keeps what its parent is indexed by: %s is %s", async (early, says) => {
    const schema = `create table kept (meter int, at date unique) partition by range (at); create index on kept (meter);
      create table early ${early}`;
    const judged = await judgementOf("postgresql", {
      schema,
      up: "alter table kept attach partition early default",
      down: "alter table kept detach partition early",
    });
    expect(judged.down.inverse).toBe(says);
  });
});

describe("the bounds of two partitions", () => {
  it.each([
    ["in ('de', 'fr')", "in ('fr')"],
    ["in (1, 2)", "IN (2)"],
    ["from (minvalue) to (100)", "from (50) to (150)"],
    ["from (150) to (MAXVALUE)", "from (200) to (300)"],
    ["default", "DEFAULT"],
  ])("overlap: %s, %s", (one, other) => {
    expect(overlap(one, other)).toBe(true);
  });

  it.each([
    ["in ('de', 'fr')", "in ('it')"],
    ["in ('a,b')", "in ('a')"],
    ["from (minvalue) to (100)", "from (100) to (maxvalue)"],
    ["from (1) to (2)", "in (1)"],
    ["with (modulus 2, remainder 0)", "with (modulus 2, remainder 1)"],
  ])("do not overlap, as far as can be told: %s, %s", (one, other) => {
    expect(overlap(one, other)).toBe(false);
  });
});

describe("a partition that a down attaches again", () => {
  it("shows its rows to code that had them apart, and takes no others from it", async () => {
    const up = "alter table readings detach partition readings_1";
    const down = "alter table readings attach partition readings_1 for values from ('2024-01-01') to ('2025-01-01')";
    const refused = { verdict: "writes_break", when: "if_data" };
    expect((await judgementOf("postgresql", { schema: SCHEMA, up, down })).newOnReverted).toEqual(refused);
    expect((await judgementOf("postgresql", { up, down })).newOnReverted).toEqual(refused);
  });
});
