import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("a trigger that copies whole rows", () => {
  const HISTORY = `create table b (id integer primary key, n text); create table b_history (id integer, n text);
    create function h() returns trigger language plpgsql as $$ begin insert into b_history select old.*; return old; end $$;
    create trigger t after update or delete on b for each row execute function h()`;

  it.each([
    ["alter table b add column c text; alter table b_history add column c text", "compatible"],
    ["alter table b add column c text", "writes_break"],
  ])("has a place for a new column where its table got it too: %s", async (up, verdict) => {
    const { oldOnNew } = await judgementOf("postgresql", { schema: HISTORY, up, down: null });
    expect(oldOnNew.verdict).toBe(verdict);
  });
});
