import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table t (id int primary key, b decimal(10,4), year int)
    partition by range (year) (partition p1 values less than (2023), partition p2 values less than (2024));
  create table owners (id int primary key, name varchar(20));
  create view owned as select t.id, t.b, owners.name from t join owners on owners.id = t.id;
  create view doubled as select id, b * 2 as twice from t;
  create view counted as select year, count(*) as number from t group by year`;

async function judged(up: string, down = "select 1"): Promise<Judgement> {
  return judgementOf("mariadb", { schema: SCHEMA, up, down });
}

describe("a column that is added and stated anew at once", () => {
  it.each([
    ["alter table t add c varchar(36) null; alter table t modify c uuid null", "compatible", []],
    ["alter table t add c int null; alter table t modify c varchar(9) not null", "writes_break", []],
    [
      "alter table t add c decimal(10,4); update t set c = b; alter table t drop b; alter table t modify c decimal(10,2)",
      "reads_and_writes_break",
      ["values:t.c"],
    ],
  ])("is known to no old code, but for what it has of theirs: %s", async (up, verdict, loses) => {
    const { oldOnNew, upLoses } = await judged(up);
    expect([oldOnNew.verdict, upLoses]).toEqual([verdict, loses]);
  });
});

describe("a view of MariaDB that is no plain one", () => {
  it.each([
    ["owned", "reads_and_writes_break"],
    ["doubled", "reads_and_writes_break"],
    ["counted", "reads_break"],
  ])("is missed by who writes through it, if anybody can: %s", async (view, verdict) => {
    expect((await judged(`drop view ${view}`)).oldOnNew.verdict).toBe(verdict);
  });
});

describe("partitions that are written anew", () => {
  it("stay where they are", async () => {
    const rebuild = "alter table t rebuild partition p1";
    const { down } = await judged(rebuild, `${rebuild}; alter table t drop partition p2`);
    expect(down.succeeds).toBe("yes");
    expect((await judged(rebuild, rebuild)).down.inverse).toBe("exact");
  });
});
