import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table a (id int primary key, x int); create table b (id int primary key, y int)";

async function downSucceeds(down: string): Promise<string> {
  return (await judgementOf("mysql", { schema: SCHEMA, up: "create table other (id int)", down })).down.succeeds;
}

describe("a view of a join", () => {
  it.each([
    "create view v as select * from a join b on a.id = b.id",
    "create view v as select id from a, b",
    "alter table b add x int; create view v as select * from a join b using (id)",
    "alter table b add x int; create view v as select x, y from a join b using (id)",
    "create view v as select p.x from a p join a q on p.x = q.id where x > 1",
  ])("has no column that two of its tables have: %s", async (down) => {
    expect(await downSucceeds(down)).toBe("no");
  });

  it.each([
    "create view v as select id, x, y from a join b using (`ID`)",
    "create view v as select * from a join b using (id)",
    "create view v as select * from a natural join b",
    "create view v as select p.* from a p join b using (id)",
    "create view v as select a.id, x, y as z from a join b on a.id = b.id order by z",
    "create view v as select a.x from a where id in (select id from b)",
  ])("has one of each: %s", async (down) => {
    expect(await downSucceeds(down)).toBe("yes");
  });
});
