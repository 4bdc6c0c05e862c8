import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create schema app;
  create table app.parts (id serial primary key, name text, check (name <> ''));
  create index by_name on app.parts (name);
  create trigger kept before update on app.parts for each row execute function suppress_redundant_updates_trigger();
  create policy own on app.parts using (true);
  create type mood as enum ('good');
  create sequence numbers;
  create view names as select name from app.parts;
  create function twice(integer) returns integer language sql as 'select 2 * $1'`;

async function succeeds(down: string): Promise<string> {
  const scripts = { schema: SCHEMA, up: "create table others (id integer)", down };
  return (await judgementOf("postgresql", scripts)).down.succeeds;
}

describe("a comment or a privilege on PostgreSQL", () => {
  it.each([
    "comment on index app.by_name is 'x'",
    "comment on index app.parts_pkey is 'x'",
    "comment on constraint parts_name_check on app.parts is 'x'",
    "comment on trigger kept on app.parts is 'x'",
    "comment on policy own on app.parts is 'x'",
    "comment on type mood is 'x'",
    "comment on sequence numbers is 'x'",
    "comment on view names is 'x'",
    "comment on function twice(integer) is 'x'",
    "comment on function gen_random_uuid() is 'x'",
    "grant usage on sequence numbers, app.parts_id_seq to public",
    "grant execute on function twice(integer) to public",
    "grant execute on function now() to public",
    "grant execute on all functions in schema app to public",
  ])("is on what is there: %s", async (down) => {
    expect(await succeeds(down)).toBe("yes");
  });

  it.each([
    "comment on index by_name is 'x'",
    "comment on constraint parts_check on app.parts is 'x'",
    "comment on trigger lost on app.parts is 'x'",
    "comment on policy all_of_it on app.parts is 'x'",
    "comment on type moods is 'x'",
    "comment on sequence app.numbers is 'x'",
    "comment on view app.names is 'x'",
    "comment on function thrice(integer) is 'x'",
    "grant usage on sequence more to public",
    "revoke execute on function thrice(integer) from public",
    "drop function twice(integer); grant execute on function twice(integer) to public",
  ])("fails on what is not: %s", async (down) => {
    expect(await succeeds(down)).toBe("no");
  });
});
