// What only one connection sees, under a name that others know otherwise.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table t (id integer primary key, a text)";

describe("a temporary table of another's name", () => {
  it.each([
    ["sqlite", "create temp table t (a int); drop table t", []],
    ["sqlite", "create temp table t (a int); drop table main.t", ["table:t"]],
    ["sqlite", "create temp table t (a int); drop table t; drop table t", ["table:t"]],
    ["sqlite", "create temp table t (a int); delete from t", []],
    ["sqlite", "create table temp.t (a int); delete from main.t", ["rows:t"]],
    ["postgresql", "create temp table t (a int); drop table t", []],
    ["postgresql", "create temp table t (a int); drop table public.t", ["table:t"]],
    ["postgresql", "set search_path = app, public; create temp table t (a int); delete from t", []],
  ] as const)("hides it alone on %s: %s", async (dialect, up, upLoses) => {
    expect((await judgementOf(dialect, { schema: SCHEMA, up })).upLoses).toEqual(upLoses);
    expect((await judgementOf(dialect, { up })).upLoses).toEqual(upLoses);
  });

  it.each(["sqlite", "postgresql"] as const)("is gone when the down runs on %s", async (dialect) => {
    const { down } = await judgementOf(dialect, {
      schema: SCHEMA,
      up: "create temp table t (a int)",
      down: "drop table t",
    });
    expect(down.loses).toEqual(["table:t"]);
    const copied = "create temp table kept as select * from t; delete from t";
    const back = await judgementOf(dialect, { schema: SCHEMA, up: copied, down: "insert into t select * from kept" });
    expect(back.down.succeeds).toBe("no");
  });
});

describe("a temporary view", () => {
  it.each(["sqlite", "postgresql"] as const)("stands in for no table on %s", async (dialect) => {
    const up = "alter table t rename to u; create temp view t as select * from u";
    const { oldOnNew } = await judgementOf(dialect, { schema: SCHEMA, up });
    expect(oldOnNew.verdict).toBe("reads_and_writes_break");
  });

  it("leaves the schema as it was", async () => {
    const down = "alter table u rename to t; create temp view seen as select 1 as a";
    const { down: back } = await judgementOf("sqlite", { schema: SCHEMA, up: "alter table t rename to u", down });
    expect(back.inverse).toBe("exact");
  });
});
