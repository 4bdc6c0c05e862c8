import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const SCHEMA = `create type mood as enum ('sad', 'ok'); create domain words as text;
  create table notes (id integer, text text, said words, mood mood, raw json, more jsonb, tags text[], at point, span int4range, found tsvector)`;

async function succeeds(down: string, extension = ""): Promise<string> {
  const [schema, up, parsed] = await Promise.all(
    [`${extension}; ${SCHEMA}`, "alter table notes add column size integer", down].map(async (text) =>
      statementsOf("postgresql", text),
    ),
  );
  return judge({ dialect: "postgresql", schema: schema ?? [], up: up ?? [], down: parsed ?? [] }).down.succeeds;
}

describe("an index of PostgreSQL", () => {
  it.each([
    "create index on notes (raw)",
    "create index on notes (at)",
    "create index on notes using gin (text)",
    "create index on notes using gin (said)",
    "create index on notes using gin (mood)",
    "create index on notes using gist (size)",
    "create index on notes using spgist (tags)",
    "create index on notes using brin (more)",
    "create index on notes using hash (found)",
    "create index on notes using hash (id, size)",
    "create unique index on notes using hash (id)",
    "alter table notes add unique (raw)",
  ])("is made of no type that its method does not take: %s", async (down) => {
    expect(await succeeds(down)).toBe("no");
  });

  it.each([
    ["create index on notes (tags, more)", ""],
    ["create index on notes using gin (tags)", ""],
    ["create index on notes using gin (more jsonb_path_ops)", ""],
    ["create index on notes using gin (text gin_trgm_ops)", "create extension pg_trgm"],
    ["create index on notes using gin (to_tsvector('english', text))", ""],
    ["create index on notes using gin (size)", "create extension btree_gin"],
    ["create index on notes using gist (span)", ""],
    ["create index on notes using spgist (text)", ""],
    ["create index on notes using brin (size)", ""],
  ])("is made of all others: %s", async (down, extension) => {
    expect(await succeeds(down, extension)).toBe("yes");
  });
});
