import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create function own(text) returns text immutable language sql as 'select $1';
  create table parts (id integer primary key, name text)`;

async function succeeds(down: string, schema: string | null = SCHEMA): Promise<string> {
  return (await judgementOf("postgresql", { schema, up: "create table others (id integer)", down })).down.succeeds;
}

describe("a down on PostgreSQL that calls a function", () => {
  it.each([
    "alter table parts add column code text default make_code()",
    "alter table parts add check (is_name(name))",
    "create index on parts (folded(name))",
    "create view named as select id, app.folded(name) from parts",
    "create table more (id integer, code text default make_code())",
    "create view known as select hash_name(name) from parts",
    "create view known as select has_name(name) from parts",
    "create view known as select ts_name(name) from parts",
  ])("is not sure of one that nobody made: %s", async (down) => {
    expect(await succeeds(down)).toBe("undetermined");
  });

  it.each([
    "alter table parts add column code text default own('x')",
    "alter table parts add column mark text default md5('x')",
    "create index on parts (own(name), hashtext(name), log10(id))",
    "create view named as select enum_range(null::text), extract(year from now()), txid_status(1), pg_catalog.any(name) from parts",
    "create function mine() returns integer language sql as 'select 1'; create view ones as select mine() as one",
  ])("is not in doubt of what is there: %s", async (down) => {
    expect(await succeeds(down)).not.toBe("undetermined");
  });

  it("cannot know what extensions bring", async () => {
    const down = "create index on parts (folded(name))";
    expect(await succeeds(down, `create extension folding; ${SCHEMA}`)).toBe("yes");
    expect(await succeeds(down, `create extension pgcrypto; ${SCHEMA}`)).toBe("undetermined");
  });

  it("takes it for there where not all is listed", async () => {
    expect(await succeeds("create index on parts (folded(name))", null)).not.toBe("no");
  });
});
