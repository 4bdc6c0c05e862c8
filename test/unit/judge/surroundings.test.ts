import type { DownJudgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function downOf(schema: string | null, up: string, down: string): Promise<DownJudgement> {
  return (await judgementOf("postgresql", { schema, up, down })).down;
}

describe("a role of PostgreSQL", () => {
  it.each([
    [
      "owns a table",
      "create table notes (id int); alter table notes owner to clerk",
      "drop role clerk; drop table notes",
    ],
    [
      "may do something",
      "create table notes (id int); grant select on notes to clerk",
      "drop role clerk; drop table notes",
    ],
    [
      "may do something with what is made later",
      "alter default privileges in schema public grant select on tables to clerk",
      "drop role clerk",
    ],
    ["owns a schema", "create schema filed authorization clerk", "drop role clerk; drop schema filed"],
    ["owns a view", "create view one as select 1 as a; alter view one owner to clerk", "drop role clerk"],
    [
      "owns a function",
      "create function one() returns int language sql as 'select 1'; alter function one() owner to clerk",
      "drop role clerk; drop function one()",
    ],
    [
      "is named by a policy",
      "create table notes (id int); create policy own on notes to clerk using (true)",
      "drop role clerk; drop table notes",
    ],
  ])("is not dropped while it %s", async (_, up, down) => {
    expect((await downOf("", `create role clerk; ${up}`, down)).succeeds).toBe("no");
  });

  it.each([
    ["table", "create table notes (id int); alter table notes owner to clerk", "drop table notes"],
    ["schema", "create schema filed authorization clerk", "drop schema filed"],
    ["view", "create view one as select 1 as a; alter view one owner to clerk", "drop view one"],
    [
      "view of another",
      "create view one as select 1 as a; alter view one owner to clerk",
      "alter view one owner to me",
    ],
    [
      "policy",
      "create table notes (id int); create policy own on notes to clerk using (true)",
      "drop policy own on notes; drop table notes",
    ],
  ])("may be dropped after its %s", async (_, up, down) => {
    expect((await downOf("", `create role clerk; ${up}`, `${down}; drop role clerk`)).succeeds).toBe("data_dependent");
  });
});

describe("a schema of PostgreSQL that is dropped with what is in it, without the schema before the up", () => {
  it.each([
    ["may hold what was there before", "create schema if not exists audit", ["schema:audit"]],
    ["holds what the up has put there", "create schema audit; create table audit.log (id int)", ["table:audit.log"]],
  ])("%s", async (_, up, loses) => {
    const down = await downOf(null, up, "drop schema audit cascade");
    expect(down.loses).toEqual(loses);
  });
});

describe("the rights on a table that is called otherwise", () => {
  const SCHEMA = "create role clerk; create table notes (id int); grant select on notes to clerk";

  it("go with it, and not to what takes its name", async () => {
    const up = "alter table notes rename to papers; create view notes as select * from papers";
    const { inverse } = await downOf(SCHEMA, up, "drop view notes; alter table papers rename to notes");
    expect(inverse).toBe("exact");
  });

  it("are taken back under the new name", async () => {
    const down = "revoke select on papers from clerk; alter table papers rename to notes";
    expect((await downOf(SCHEMA, "alter table notes rename to papers", down)).inverse).toBe("differs");
  });
});

describe("what everybody may do in the schema public", () => {
  it.each([
    ["revoke all on schema public from public", "grant all on schema public to public", "differs"],
    ["revoke create on schema public from public", "grant create on schema public to public", "differs"],
    ["grant all on schema public to public", "revoke all on schema public from public", "differs"],
    ["revoke all on schema public from public", "grant usage on schema public to public", "exact"],
    ["grant create on schema public to public", "revoke create on schema public from public", "exact"],
  ])("is use alone before others are granted: %s, then %s", async (up, down, inverse) => {
    expect((await downOf("", up, down)).inverse).toBe(inverse);
  });
});

describe("the schema public", () => {
  const SCHEMA = "create type mood as enum ('good'); create table notes (id int, mood mood); create schema audit";

  it("holds what stands in no other", async () => {
    expect((await downOf(SCHEMA, "analyze notes", "drop schema public")).succeeds).toBe("no");
  });

  it.each([SCHEMA, `${SCHEMA}; create schema public`])(
    "is dropped with all of that, though nobody made it: %s",
    async (schema) => {
      const { loses, inverse } = await downOf(
        schema,
        "analyze notes",
        "drop schema public cascade; create schema public",
      );
      expect([loses, inverse]).toEqual([["table:notes"], "differs"]);
    },
  );
});

describe("a role of PostgreSQL that is dropped after what it owns and may do", () => {
  const DROP = "drop owned by clerk; drop role clerk";

  it.each([
    ["a privilege", "grant select on notes to clerk"],
    ["privileges of a schema", "grant usage on schema public to clerk"],
    ["privileges of what is made later", "alter default privileges in schema public grant select on tables to clerk"],
    ["nothing", "select 1"],
  ])("leaves what was there, after %s", async (_, up) => {
    const whole = { succeeds: "data_dependent", inverse: "exact", loses: [], restores: "nothing_lost" };
    const made = `create role clerk; ${up}`;
    expect(await downOf("create table notes (id int)", made, DROP)).toMatchObject(whole);
    expect(await downOf(null, made, DROP)).toMatchObject(whole);
  });

  it.each([
    ["a table", "create table bills (id int); alter table bills owner to clerk", ["table:bills"]],
    ["a view", "create view one as select 1 as a; alter view one owner to clerk", []],
    ["a policy", "create policy own on notes to clerk using (true)", []],
  ])("leaves nobody certain of what went, after %s", async (_, up, loses) => {
    const down = await downOf("create table notes (id int)", `create role clerk; ${up}`, DROP);
    expect(down).toMatchObject({ succeeds: "undetermined", loses });
  });

  it.each([
    ["undetermined", "clerk, boss"],
    ["no", "clerk"],
  ])("leaves a policy to the others that it is for, so that to drop it is %s: %s", async (succeeds, roles) => {
    const schema = `create role clerk; create table notes (id int); create policy own on notes to ${roles} using (true)`;
    const down = await downOf(schema, "select 1", "drop owned by clerk; drop policy own on notes");
    expect(down.succeeds).toBe(succeeds);
  });

  it.each([
    "grant select on notes to clerk",
    "do $$ begin if not exists (select from pg_roles where rolname = 'clerk') then create role clerk; end if; end $$",
  ])("may have had what is not listed, where nobody saw it made: %s", async (up) => {
    expect((await downOf("create table notes (id int)", up, DROP)).succeeds).toBe("undetermined");
    expect((await downOf(null, up, DROP)).succeeds).toBe("undetermined");
  });

  it("is kept by what it was granted after that", async () => {
    const down = "drop owned by clerk; grant select on notes to clerk; drop role clerk";
    expect((await downOf("create table notes (id int)", "create role clerk", down)).succeeds).toBe("no");
  });
});

describe("a policy that asks another table", () => {
  const TABLES = `create table notes (id int primary key); create table staff (name text);
    grant select, insert on notes to app; alter table notes enable row level security`;
  const UP = "create policy mine on notes using (exists (select from staff where name = current_user))";

  async function metBy(grants: string): Promise<string> {
    return (await judgementOf("postgresql", { schema: `${TABLES}; ${grants}`, up: UP })).oldOnNew.verdict;
  }

  it.each(["", "grant insert on staff to app", "grant select on staff to clerk"])(
    "needs it to be read: %s",
    async (grants) => {
      expect(await metBy(grants)).toBe("undetermined");
    },
  );

  it.each([
    "grant select on staff to app",
    "grant all on staff to app",
    "grant select on staff to public",
    "grant select on all tables in schema public to app",
  ])("asks what can be read: %s", async (grants) => {
    expect(await metBy(grants)).toBe("behaviour_change");
  });
});
