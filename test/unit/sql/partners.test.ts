import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { statementsOf } from "../../../src/sql/statements.ts";

async function partnersIn(dialect: Dialect, text: string): Promise<readonly unknown[]> {
  const [statement] = await statementsOf(dialect, text);
  return (statement?.changes ?? []).flatMap((change) =>
    change.kind === "update" ? change.assignments.map(({ partner }) => partner) : [],
  );
}

const B = { table: { schema: null, name: "b" }, column: "c", its: "k", own: "id" };

describe("what an update takes from the row that belongs to the one it writes", () => {
  it.each<[Dialect, string]>([
    ["postgresql", "update t set c = b.c from b where b.k = t.id"],
    ["postgresql", 'update only t as x set c = "y"."c" from b as y where (x.id = y.k)'],
    ["postgresql", "update t set c = (select c from b where k = t.id)"],
    ["postgresql", "update t set c = (select y.c from b y where t.id = y.k);"],
    ["mysql", "update t join b on b.k = t.id set t.c = b.c"],
    ["mariadb", "update t x inner join b as y on y.k = x.id set x.c = y.c"],
    ["mariadb", "update t, b set t.c = b.c where b.k = t.id"],
    ["mysql", "update t set c = (select c from b where b.k = t.id)"],
    ["sqlite", "update t set c = (select c from b where b.k = t.id)"],
    ["sqlite", "update t set c = b.c from b where t.id = b.k"],
  ])("is read from %s: %s", async (dialect, text) => {
    expect(await partnersIn(dialect, text)).toEqual([B]);
  });

  it("may be another column where nothing says whose it is", async () => {
    const text = "update t set c = c from b where k = t.id";
    expect(await partnersIn("postgresql", text)).toEqual([{ ...B, isBare: true }]);
  });

  it("keeps the schema of the table", async () => {
    const text = "update t set c = (select c from old.b where b.k = t.id)";
    expect(await partnersIn("postgresql", text)).toEqual([{ ...B, table: { schema: "old", name: "b" } }]);
  });

  it.each<[Dialect, string]>([
    ["postgresql", "update t set c = b.c from b where b.k = t.id and b.d > 1"],
    ["postgresql", "update t set c = b.c from b where b.k > t.id"],
    ["postgresql", "update t set c = lower(b.c) from b where b.k = t.id"],
    ["postgresql", "update t set c = b.c from b, d where b.k = t.id"],
    ["postgresql", "update t set c = b.c from b where k = id"],
    ["postgresql", "update t set c = (select max(c) from b where b.k = t.id)"],
    ["postgresql", "update t set c = (select c from b where b.k = t.id order by c limit 1)"],
    ["postgresql", "update t set c = (select c from b where b.k = t.id) where t.d = 1"],
    ["postgresql", "with b as (select 1 as k, 2 as c) update t set c = b.c from b where b.k = t.id"],
    ["mysql", "update t left join b on b.k = t.id set t.c = b.c"],
    ["mysql", "update t join b using (id) set t.c = b.c"],
    ["mysql", "update ignore t join b on b.k = t.id set t.c = b.c"],
    ["sqlite", "update t set c = (select c from b where b.k = t.id union select 1)"],
  ])("is left open in %s: %s", async (dialect, text) => {
    expect(await partnersIn(dialect, text)).toEqual([undefined]);
  });
});
