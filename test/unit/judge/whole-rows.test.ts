import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

describe("a trigger that copies whole rows", () => {
  const HISTORY = `create table b (id integer primary key, n text); create table b_history (id integer, n text);
    create function h() returns trigger language plpgsql as $$ begin insert into b_history select old.*; return old; end $$;
    create trigger t after update or delete on b for each row execute function h()`;

  it.each([
    ["alter table b add column c text; alter table b_history add column c text", "compatible"],
    ["alter table b add column c text", "writes_break"],
  ])("has a place for a new column where its table got it too: %s", async (up, verdict) => {
    const schema = await statementsOf("postgresql", HISTORY);
    const { oldOnNew } = judge({ dialect: "postgresql", schema, up: await statementsOf("postgresql", up), down: null });
    expect(oldOnNew.verdict).toBe(verdict);
  });
});
