import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const TABLES = "create table t (id integer primary key, a int); create table log (a int); create index i on t (a);";

async function oldOnNew(dialect: Dialect, made: string, up: string): Promise<unknown> {
  return (await judgementOf(dialect, { schema: `${TABLES}${made}`, up, down: null })).oldOnNew;
}

describe("an index that goes", () => {
  it.each<[Dialect, string, string]>([
    ["sqlite", "create view v as select a from t indexed by i where a > 1", "drop index i"],
    ["sqlite", 'create view v as select a from t INDEXED BY "i"', "drop index i"],
    ["mysql", "create view v as select a from t use index (i) where a > 1", "drop index i on t"],
    ["mysql", "create view v as select a from t use index (i)", "drop index i on t; create index j on t (a)"],
    ["sqlite", "create view v as select a from t indexed by i", "drop index i; create index j on t (a)"],
    ["mariadb", "create view v as select a from t force key for join (`PRIMARY`, `i`)", "drop index i on t"],
    ["mariadb", "create view v as select a from t use index (i)", "alter table t rename index i to j"],
  ])("takes a view along that names it on %s: %s", async (dialect, made, up) => {
    expect(await oldOnNew(dialect, made, up)).toEqual({ verdict: "reads_break", when: "if_referenced" });
  });

  it("takes a trigger along that names it", async () => {
    const made = `create trigger tr after insert on log begin
      insert into t (a) select a from t indexed by i where a = new.a; end`;
    expect(await oldOnNew("sqlite", made, "drop index i")).toEqual({ verdict: "writes_break", when: "always" });
  });

  it.each<[Dialect, string, string]>([
    ["sqlite", "create view v as select a from t not indexed", "drop index i"],
    ["sqlite", "create index i2 on t (a); create view v as select a from t indexed by i2", "drop index i"],
    ["mysql", "create view v as select a from t ignore index (i)", "drop index i on t"],
    ["sqlite", "create view v as select a from t indexed by i", "drop index i; create index i on t (a)"],
    ["mysql", "create view v as select a from t use index (i)", "drop index i on t; create index i on t (a)"],
    ["mysql", "create index i2 on t (a); create view v as select a from t use index (i2)", "drop index i on t"],
  ])("leaves others alone on %s: %s", async (dialect, made, up) => {
    expect(await oldOnNew(dialect, made, up)).toEqual({ verdict: "compatible", when: "always" });
  });
});
