import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create type mood as enum ('sad', 'ok'); create domain words as text;
  create table notes (id integer, text text, said words, mood mood, raw json, more jsonb, tags text[], at point, span int4range, found tsvector)`;

async function succeeds(down: string, extension = ""): Promise<string> {
  const scripts = { schema: `${extension}; ${SCHEMA}`, up: "alter table notes add column size integer", down };
  return (await judgementOf("postgresql", scripts)).down.succeeds;
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

describe("a type that the indexes of its column do not take", () => {
  async function judged(columns: string, up: string, down: string): Promise<readonly string[]> {
    const known = await judgementOf("postgresql", { schema: `create table t (${columns})`, up, down });
    const unknown = await judgementOf("postgresql", { up, down });
    return [known.down.succeeds, unknown.down.succeeds];
  }

  it.each([
    ["a json", "type jsonb", "create index on t using gin (a)", "type json"],
    ["a json", "type jsonb", "create index on t using gin (a jsonb_path_ops)", "type json"],
    ["a json", "type jsonb", "create index on t using hash (a)", "type json"],
    ["a json", "type jsonb", "alter table t add unique (a)", "type json"],
    ["a text", "type inet using a::inet", "create index on t using gist (a inet_ops)", "type text"],
    ["a uuid", "type text", "create index on t (a varchar_pattern_ops)", "type uuid using a::uuid"],
  ])("is refused with and without the schema: %s, %s, %s, %s", async (columns, change, index, back) => {
    const seen = await judged(columns, `alter table t alter a ${change}; ${index}`, `alter table t alter a ${back}`);
    expect(seen).toEqual(["no", "no"]);
  });

  it.each([
    ["a text", "type text[] using array[a]", "create index on t using gin (a)", "type text using a[1]", "no"],
    [
      "a text",
      "type tsrange using null",
      "alter table t add exclude using gist (a with &&)",
      "type text",
      "undetermined",
    ],
    ["a text", "type uuid using a::uuid", "create index on t (a strange_ops)", "type text", "undetermined"],
  ])(
    "is left open where an extension may bring an operator class: %s, %s, %s",
    async (columns, change, index, back, known) => {
      const seen = await judged(columns, `alter table t alter a ${change}; ${index}`, `alter table t alter a ${back}`);
      expect(seen).toEqual([known, "undetermined"]);
    },
  );

  it.each([
    ["add column b json unique"],
    ["add column b json; create index on t (b)"],
    ["add column b json; create index on t using gin (b)"],
  ])("keeps a new column from having a key: %s", async (down) => {
    expect(await judged("a text, b text", "alter table t drop b", `alter table t ${down}`)).toEqual(["no", "no"]);
  });

  it("does not matter for a key that the same statement drops", async () => {
    const up = "alter table t alter a type jsonb, add constraint u unique (a)";
    expect(await judged("a json", up, "alter table t alter a type json, drop constraint u")).toEqual(["yes", "yes"]);
  });
});
