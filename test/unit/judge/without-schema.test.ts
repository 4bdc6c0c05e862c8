import type { Judgement } from "../../../src/model/judgement.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

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
      "a type that the up gave a column is in use",
      "create type mood as enum ('good'); alter table t alter a type mood using a::mood",
      "drop type mood",
      "no",
    ],
    [
      "a default goes on naming the type that its column had when it was set",
      "create type mood as enum ('good'); alter table t alter a type mood using a::mood, alter a set default 'good'",
      "alter table t alter a type text; drop type mood",
      "no",
    ],
    [
      "a default that is dropped names nothing",
      "create type mood as enum ('good'); alter table t alter a type mood using a::mood, alter a set default 'good'",
      "alter table t alter a drop default; alter table t alter a type text; drop type mood",
      "yes",
    ],
    [
      "a column that the up read is in the way of another of its name",
      "alter table t add column b text; update t set b = a where c",
      "alter table t rename column b to c",
      "no",
    ],
    [
      "a default goes on in the type that its column got",
      "alter table t alter a drop default, alter a type integer using a::integer, alter a set default 0",
      "alter table t alter a type boolean using a <> 0",
      "no",
    ],
    [
      "an index of which nothing is known keeps no other column unique",
      "alter table t add constraint k unique using index i; alter table t drop constraint if exists t_a_key",
      "alter table t add constraint t_a_key unique (a); alter table t drop constraint k",
      "data_dependent",
    ],
    [
      "a text may become what a user called so",
      "alter table t alter column a type text",
      "alter table t alter column a type plz",
      "undetermined",
    ],
  ])("%s", async (_, up, down, says) => {
    expect((await judged(up, down)).down.succeeds).toBe(says);
  });

  it.each([
    ["alter table t alter a set not null", "alter table t alter a drop not null", "exact"],
    ["alter table t alter a drop not null", "alter table t alter a set not null", "exact"],
    ["alter table t alter a set default 5", "alter table t alter a set default 4", "exact"],
    ["alter table t alter a add generated always as identity", "alter table t alter a drop identity", "exact"],
    ["alter table t alter constraint c deferrable", "alter table t alter constraint c not deferrable", "exact"],
    ["alter index i rename to j", "alter index j rename to i", "exact"],
    ["alter table t alter a set not null", "", "differs"],
    ["alter table t alter a drop not null", "", "differs"],
    ["alter table t alter a set default 5", "", "differs"],
    ["alter table t alter a set generated always", "", "differs"],
    ["alter table t alter a drop expression", "", "differs"],
    ["alter table t alter constraint c deferrable", "", "differs"],
    ["alter index i rename to j", "alter index j rename to k", "differs"],
    ["drop trigger c on t", "", "differs"],
    ["alter table t validate constraint c", "", "differs"],
    [
      "alter table t add constraint c check (a > 0) not valid; alter table t validate constraint c",
      "alter table t drop constraint c",
      "exact",
    ],
    ["alter table t add constraint c unique using index i", "alter table t drop constraint c", "differs"],
    [
      "create unique index i on t (a); alter table t add constraint c unique using index i",
      "alter table t drop constraint c",
      "exact",
    ],
    ["drop function f()", "", "differs"],
    ["", "alter table t alter a drop not null", "differs"],
  ])("what is not listed is as before, or not: %s / %s", async (up, down, says) => {
    const both = await judged(`alter table t add column b text; ${up}`, `alter table t drop column b; ${down}`);
    expect(both.down.inverse).toBe(says);
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

  it("a type that only the down changes may not leave what a column held", async () => {
    const { down } = await judged("alter table t add column b text", "alter table t alter column a type numeric(8, 0)");
    expect([down.succeeds, down.loses]).toEqual(["undetermined", ["values:t.a"]]);
  });

  it.each(["drop function f() cascade", "drop type mood cascade"])("nobody knows what waits for %s", async (down) => {
    expect((await judged("comment on table t is 'x'", down)).hazard.level).toBe("undetermined");
  });

  it.each([
    ["table parts (id integer)", "drop table parts"],
    ["view names as select 1 as name", "drop view names"],
    ["materialized view names as select 1 as name", "drop materialized view names"],
    ["type mood as enum ('good')", "alter type mood rename to feeling"],
    ["domain code as text", "drop domain code"],
    ["sequence numbers", "drop sequence numbers"],
    ["schema app", "drop schema app"],
    ["function one() returns integer language sql as 'select 1'", "drop function one()"],
  ])("what a down makes may be there unless the up took it away: %s", async (made, taken) => {
    const [left, gone] = [await judged("select 1", `create ${made}`), await judged(taken, `create ${made}`)];
    expect([left.down.succeeds, gone.down.succeeds]).toEqual(["undetermined", "yes"]);
  });

  it.each([
    ["create schema app; create table app.parts (id integer)", "yes"],
    ["create schema if not exists app; create table app.parts (id integer)", "data_dependent"],
    ["create table app.parts (id integer)", "data_dependent"],
  ])("only a schema that the up made is known to be empty: %s", async (up, succeeds) => {
    expect((await judged(up, "drop table app.parts; drop schema app")).down.succeeds).toBe(succeeds);
  });

  it.each([
    "or replace view names as select 1 as name",
    "table if not exists parts (id integer)",
    "temporary table p (id integer)",
  ])("what is replaced, or made only where it is missing, is not in the way: create %s", async (made) => {
    expect((await judged("drop view names", `create ${made}`)).down.succeeds).toBe("yes");
  });

  it.each<[Dialect, string, string, readonly string[]]>([
    ["postgresql", "alter a type bigint using a::bigint", "alter a type text", ["values:t.a"]],
    ["postgresql", "alter a type bigint", "alter a type numeric(10, 2)", ["values:t.a"]],
    ["postgresql", "alter a type char(6)", "alter a type text", ["values:t.a"]],
    ["postgresql", "alter a type text", "alter a type char(6)", []],
    ["postgresql", "alter a type bigint", "alter a type integer", []],
    ["postgresql", "rename a to b; alter table t alter b type bigint", "alter b type text", ["values:t.a"]],
    ["mysql", "modify a bigint", "modify a varchar(20)", ["values:t.a"]],
    ["mysql", "modify a bigint", "modify a int", []],
  ])("a down says what type a column had: %s, %s, %s", async (dialect, up, down, loses) => {
    expect((await judged(`alter table t ${up}`, `alter table t ${down}`, dialect)).upLoses).toEqual(loses);
  });

  it.each(["left(a, 9)", "a::varchar(9)"])("a key may hold what a down cuts apart: %s", async (using) => {
    const { down } = await judged(
      "alter table t alter a type text",
      `alter table t alter a type varchar(9) using ${using}`,
    );
    expect(down).toMatchObject({ succeeds: "data_dependent", loses: ["values:t.a"] });
  });

  it("an index that is called otherwise may keep a constraint", async () => {
    const { oldOnNew } = await judged("alter index t_a_key rename to t_by_a", "");
    expect(oldOnNew).toEqual({ verdict: "writes_break", when: "if_referenced" });
  });

  it.each([
    ["undetermined", ""],
    ["yes", "pragma foreign_keys = off; "],
  ])("rows of SQLite may refer to the table that a down makes anew: %s, after %s", async (says, before) => {
    const rebuilt = (type: string): string =>
      `create table n (id integer primary key, a ${type}); insert into n (id, a) select id, a from t; drop table t; alter table n rename to t`;
    const { down } = await judged(
      `pragma foreign_keys = off; ${rebuilt("text")}`,
      before + rebuilt("varchar(20)"),
      "sqlite",
    );
    expect(down.succeeds).toBe(says);
  });
});

async function judged(up: string, down: string, dialect: Dialect = "postgresql"): Promise<Judgement> {
  return judgementOf(dialect, { up, down });
}
