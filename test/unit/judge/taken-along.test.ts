import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create extension citext; create extension "uuid-ossp"; create extension pg_trgm;
  create type mood as enum ('good'); create domain moods as mood; create domain mail as citext;
  create table parts (id uuid default uuid_generate_v4(), mood mood, other moods, mail citext, post mail, name text);
  create view names as select name, mood from parts; create index by_name on parts using gin (name gin_trgm_ops);
  create function shown(one mood) returns text language sql as $$ select one::text $$`;

const BACK = `create type mood as enum ('good'); create domain moods as mood;
  alter table parts add mood mood, add other moods; create view names as select name, mood from parts;
  create function shown(one mood) returns text language sql as $$ select one::text $$`;

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema: SCHEMA, up, down });
}

describe("what cascade takes along", () => {
  it.each([
    ["drop type mood cascade", ["column:parts.mood", "column:parts.other"]],
    ["drop extension citext cascade", ["column:parts.mail", "column:parts.post"]],
  ])("are columns of the type, and of those made of it: %s", async (up, loses) => {
    expect((await judged(up, "")).upLoses).toEqual(loses);
  });

  it.each([
    ["drop type mood cascade", BACK, "exact"],
    ["drop type mood cascade", BACK.replace(/create view[^;]*;/, ""), "differs"],
    ["drop type mood cascade", BACK.replace(/create function.*/, ""), "differs"],
    ["drop extension citext cascade", "create extension citext; alter table parts add mail citext", "differs"],
    [`drop extension "uuid-ossp" cascade`, `create extension "uuid-ossp"`, "differs"],
    [
      `drop extension "uuid-ossp" cascade`,
      `create extension "uuid-ossp"; alter table parts alter id set default uuid_generate_v4()`,
      "exact",
    ],
    ["drop extension pg_trgm cascade", "create extension pg_trgm", "differs"],
    [
      "drop extension pg_trgm cascade",
      "create extension pg_trgm; create index by_name on parts using gin (name gin_trgm_ops)",
      "exact",
    ],
  ])("is whatever names what goes: %s, then %s", async (up, down, inverse) => {
    const { succeeds, inverse: seen } = (await judged(up, down)).down;
    expect([succeeds, seen]).toEqual(["yes", inverse]);
  });
});

describe("an extension", () => {
  it.each(["drop extension citext", "drop extension pg_trgm", `drop extension "uuid-ossp"`])(
    "is not dropped under what uses it: %s",
    async (down) => {
      expect((await judged("analyze parts", down)).down.succeeds).toBe("no");
    },
  );

  it.each(["create extension citext", "drop extension ltree"])("is there, or is not: %s", async (down) => {
    expect((await judged("analyze parts", down)).down.succeeds).toBe("no");
  });

  it.each(["create extension if not exists citext", "drop extension if exists ltree"])("may be: %s", async (down) => {
    expect((await judged("analyze parts", down)).down.succeeds).toBe("yes");
  });
});

describe("a schema with an extension in it", () => {
  const UP = "create schema ext; create extension hstore with schema ext; alter table parts add more ext.hstore";

  it("is not dropped under it", async () => {
    const down = "alter table parts drop column more; drop schema ext";
    expect((await judged(UP, down)).down.succeeds).toBe("no");
  });

  it("goes with it, and with columns of its types", async () => {
    const { succeeds, loses, inverse } = (await judged(UP, "drop schema ext cascade")).down;
    expect([succeeds, loses, inverse]).toEqual(["yes", ["column:parts.more"], "exact"]);
  });
});
