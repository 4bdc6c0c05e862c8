import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

describe("without the schema before the up", () => {
  it.each([
    [
      "a column that the down has dropped is not read any more",
      "alter table t add column b text; update t set b = a; alter table t drop column a",
      "alter table t add column a text; alter table t drop column b; update t set a = b",
      "no",
    ],
    [
      "a column that the up made a text becomes no number by itself",
      "alter table t alter column a type text",
      "alter table t alter column a type integer",
      "no",
    ],
    [
      "a text may become what a user called so",
      "alter table t alter column a type text",
      "alter table t alter column a type plz",
      "data_dependent",
    ],
  ])("%s", async (_, up, down, says) => {
    expect((await judged(up, down)).down.succeeds).toBe(says);
  });

  it.each([
    ["type varchar(20)", ["values:t.a"]],
    ["type integer", ["values:t.a"]],
    ["type bigint", []],
    ["type text", []],
    ["type text using left(a, 20)", ["values:t.a"]],
    ["type numeric(8, 2)", ["values:t.a"]],
  ])("what a column held may be gone once it has the %s", async (type, loses) => {
    expect((await judged(`alter table t alter column a ${type}`, "")).upLoses).toEqual(loses);
  });

  it.each(["drop function f() cascade", "drop type mood cascade"])("nobody knows what waits for %s", async (down) => {
    expect((await judged("comment on table t is 'x'", down)).hazard.level).toBe("undetermined");
  });

  it("an index that is called otherwise may keep a constraint", async () => {
    const { oldOnNew } = await judged("alter index t_a_key rename to t_by_a", "");
    expect(oldOnNew).toEqual({ verdict: "writes_break", when: "if_referenced" });
  });
});

async function judged(up: string, down: string): Promise<Judgement> {
  const dialect = "postgresql";
  return judge({ dialect, schema: null, up: await statementsOf(dialect, up), down: await statementsOf(dialect, down) });
}
