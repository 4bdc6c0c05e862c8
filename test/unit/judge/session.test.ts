// What a script does to its own session decides what its other statements mean.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema: "create table t (id int primary key, a text)", up, down });
}

describe("a search path", () => {
  it.each([
    ["select set_config('search_path', '', false); alter table t drop column b", "no"],
    ["set search_path = ''; alter table t drop column b", "no"],
    ["select pg_catalog.set_config('search_path', '', false); alter table public.t drop column b", "yes"],
    ["set search_path = ''; reset search_path; alter table t drop column b", "yes"],
  ] as const)("that is empty finds what says its schema: %s", async (down, succeeds) => {
    expect((await judged("alter table t add column b text", down)).down.succeeds).toBe(succeeds);
  });
});

describe("a transaction that the script begins", () => {
  it.each([
    ["begin; vacuum; alter table t drop column a; commit", "no"],
    ["begin; vacuum full t; commit", "no"],
    ["begin; begin; alter table t drop column a; commit; vacuum", "yes"],
  ] as const)("has no VACUUM: %s", async (text, succeeds) => {
    const { down } = await judged("", text);
    expect([down.succeeds, down.atomic]).toEqual([succeeds, false]);
  });
});

describe("a transaction that is taken back", () => {
  it("leaves it open whether the down has anything to take away", async () => {
    const { down } = await judged("begin; alter table t drop column a; rollback", "alter table t add column a text");
    expect(down.succeeds).toBe("undetermined");
  });

  it("brings nothing back", async () => {
    const { down } = await judged("alter table t drop column a", "begin; alter table t add column a text; rollback");
    expect(down.restores).toBe("none");
  });
});

describe("after what nobody understands", () => {
  it("a statement that seems to fail locks what it changes", async () => {
    const up = "do $$ begin execute 'alter table t drop column a'; end $$";
    const { hazard, down } = await judged(up, "alter table t add column a text");
    expect([hazard.level, down.succeeds]).toEqual(["undetermined", "undetermined"]);
  });
});

describe("without the schema", () => {
  const SWAPPED = `alter type state rename to state_old; create type state as enum ('open', 'done');
    alter table t alter column s type state using s::text::state; drop type state_old`;

  it.each([
    ["alter type state rename to other; drop type other", "no"],
    ["alter type state rename to other; create type state as enum ('open'); drop type other", "no"],
    ["alter table t alter column s type text; drop type state", "yes"],
  ])("a column keeps the type that it was given, whatever that is called: %s", async (down, succeeds) => {
    expect((await judgementOf("postgresql", { up: SWAPPED, down })).down.succeeds).toBe(succeeds);
  });

  it("a label that was renamed is not renamed once more", async () => {
    const text = "alter type state rename value 'done' to 'closed'";
    expect((await judgementOf("postgresql", { up: text, down: text })).down.succeeds).toBe("no");
  });
});

describe("a table whose history is kept", () => {
  it.each([
    ["set @@system_versioning_alter_history = 1", "yes"],
    ["set system_versioning_alter_history = 'keep'", "yes"],
    ["set @@system_versioning_alter_history = 0", "no"],
    ["set @@system_versioning_alter_history = error", "no"],
  ])("changes where the session lets it: %s", async (setting, succeeds) => {
    const schema = "create table p (id int primary key, n int) with system versioning";
    const down = `${setting}; alter table p drop n`;
    expect((await judgementOf("mariadb", { schema, up: "select 1", down })).down.succeeds).toBe(succeeds);
  });
});
