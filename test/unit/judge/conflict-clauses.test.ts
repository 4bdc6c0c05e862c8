// What a table of SQLite does itself with a row that it does not take.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function judged(schema: string, up: string, down = ""): Promise<Judgement> {
  return judgementOf("sqlite", { schema, up, down });
}

function rebuilt(columns: string): string {
  return `create table n (${columns}); insert into n select * from t; drop table t; alter table n rename to t`;
}

const PLAIN = "k text primary key, v text";

describe("a copy into a table that leaves out what it does not take", () => {
  it.each([
    [`${PLAIN}, unique (v) on conflict replace`, ["rows:t"]],
    [`${PLAIN} unique on conflict ignore`, ["rows:t"]],
    ["k text primary key, v text not null on conflict ignore", ["rows:t"]],
    [`${PLAIN}, unique (v) on conflict abort`, []],
    ["k text primary key on conflict replace, v text", []],
    ["k text primary key, v text not null on conflict replace default ''", []],
    [`${PLAIN}, check (v <> '') on conflict ignore`, []],
  ])("loses what that is, with %s", async (columns, upLoses) => {
    expect((await judged(`create table t (${PLAIN})`, rebuilt(columns))).upLoses).toEqual(upLoses);
  });
});

describe("a table that takes the place of another", () => {
  it.each([
    [PLAIN, "k text primary key on conflict replace, v text", "behaviour_change if_data", "writes_break if_data"],
    [PLAIN, "k text primary key on conflict rollback, v text", "compatible always", "compatible always"],
    [
      "k text, v text, unique (k, v) on conflict ignore",
      "k text, v text, unique (v, k)",
      "writes_break if_data",
      "behaviour_change if_data",
    ],
    [
      "k text not null on conflict ignore",
      "k text not null on conflict replace default ''",
      "behaviour_change if_data",
      "writes_break if_referenced",
    ],
  ])("does otherwise with what the other refused: %s, then %s", async (before, after, old, fresh) => {
    const { oldOnNew, newOnReverted } = await judged(`create table t (${before})`, rebuilt(after), rebuilt(before));
    expect([oldOnNew, newOnReverted].map(({ verdict, when }) => `${verdict} ${when}`)).toEqual([old, fresh]);
  });

  it("is not the same without the clause", async () => {
    const { down } = await judged(
      `create table t (${PLAIN} unique on conflict ignore)`,
      rebuilt(PLAIN),
      rebuilt(`${PLAIN} unique`),
    );
    expect(down.inverse).toBe("differs");
  });
});

describe("a row that is written", () => {
  const KEPT = "create table t (k text primary key on conflict replace, v text unique)";

  it.each([
    ["insert into t values ('a', 'b')", ["values:t.v"]],
    ["insert or ignore into t values ('a', 'b')", []],
    ["update t set k = 'a'", ["rows:t", "values:t.k"]],
    ["update t set v = 'a'", ["values:t.v"]],
  ])("takes away what the key would have refused it for: %s", async (up, upLoses) => {
    expect((await judged(KEPT, up)).upLoses).toEqual(upLoses);
  });

  it("may still be refused by the other keys", async () => {
    const { down } = await judged(KEPT, "update t set v = null", "insert into t values ('a', 'b')");
    expect(down.succeeds).toBe("data_dependent");
  });
});
