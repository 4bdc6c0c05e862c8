import type { DownJudgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table visits (id integer, day date);
  create table parted (id integer, day date) partition by range (day);
  create table parted_1 partition of parted for values from ('2024-01-01') to ('2025-01-01')`;

async function succeeds(down: string): Promise<DownJudgement["succeeds"]> {
  return (await judgementOf("postgresql", { schema: SCHEMA, up: "analyze visits", down })).down.succeeds;
}

describe("rows of a table with partitions", () => {
  it.each([
    "insert into parted select * from visits",
    "insert into parted values (1, '2026-01-01')",
    "update parted set day = day + 400",
  ])("may have none: %s", async (down) => {
    expect(await succeeds(down)).toBe("data_dependent");
  });

  it.each([
    "create table parted_more partition of parted default; insert into parted select * from visits",
    "create table by_hash (id integer, day date) partition by hash (id); create table by_hash_0 partition of by_hash for values with (modulus 1, remainder 0); insert into by_hash select * from visits",
    "update parted set id = 5",
  ])("have one: %s", async (down) => {
    expect(await succeeds(down)).toBe("yes");
  });
});

describe("a view that a statement says more of than is read", () => {
  it("is another where its text alone is written again", async () => {
    const made = "create view days as select id, day from visits";
    const schema = `${SCHEMA}; ${made}; alter view days alter column day set default '2024-01-01'`;
    const { down } = await judgementOf("postgresql", { schema, up: "drop view days", down: made });
    expect(down.inverse).toBe("differs");
  });
});
