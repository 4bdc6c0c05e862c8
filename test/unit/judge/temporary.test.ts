// What only one connection sees, under a name that others know otherwise.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

type Dialect = "sqlite" | "postgresql";

const SCHEMA = "create table t (id integer primary key, a text)";

async function judged(
  dialect: Dialect,
  up: string,
  { down = "", schema = null as string | null } = {},
): Promise<Judgement> {
  return judge({
    dialect,
    schema: schema === null ? null : await statementsOf(dialect, schema),
    up: await statementsOf(dialect, up),
    down: await statementsOf(dialect, down),
  });
}

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
    expect((await judged(dialect, up, { schema: SCHEMA })).upLoses).toEqual(upLoses);
    expect((await judged(dialect, up)).upLoses).toEqual(upLoses);
  });

  it.each(["sqlite", "postgresql"] as const)("is gone when the down runs on %s", async (dialect) => {
    const { down } = await judged(dialect, "create temp table t (a int)", { down: "drop table t", schema: SCHEMA });
    expect(down.loses).toEqual(["table:t"]);
    const copied = "create temp table kept as select * from t; delete from t";
    const back = await judged(dialect, copied, { down: "insert into t select * from kept", schema: SCHEMA });
    expect(back.down.succeeds).toBe("no");
  });
});

describe("a temporary view", () => {
  it.each(["sqlite", "postgresql"] as const)("stands in for no table on %s", async (dialect) => {
    const up = "alter table t rename to u; create temp view t as select * from u";
    const { oldOnNew } = await judged(dialect, up, { schema: SCHEMA });
    expect(oldOnNew.verdict).toBe("reads_and_writes_break");
  });

  it("leaves the schema as it was", async () => {
    const down = "alter table u rename to t; create temp view seen as select 1 as a";
    const { down: back } = await judged("sqlite", "alter table t rename to u", { down, schema: SCHEMA });
    expect(back.inverse).toBe("exact");
  });
});
