import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table t (id integer, v integer, constraint c check (v > 0));
  create index i on t (v); comment on index i is 'i'; comment on constraint c on t is 'c';
  create function f() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger g before insert on t for each row execute function f(); comment on trigger g on t is 'g'`;

describe("a part of a table on PostgreSQL", () => {
  it.each([
    ["drop index i", "create index i on t (v)", "differs"],
    ["drop index i", "create index i on t (v); comment on index i is 'i'", "exact"],
    ["alter table t drop constraint c", "alter table t add constraint c check (v > 0)", "differs"],
    ["drop trigger g on t", "create trigger g before insert on t for each row execute function f()", "differs"],
    ["create index j on t (id); comment on index j is 'j'", "drop index j", "exact"],
    ["comment on index i is 'more'; alter table t add w integer", "alter table t drop w", "differs"],
    ["comment on constraint c on t is null; alter table t add w integer", "alter table t drop w", "differs"],
    ["comment on index i is 'more'", "comment on index i is 'i'", "exact"],
  ])("comes back with what was said of it, or without: %s / %s", async (up, down, inverse) => {
    expect((await judgementOf("postgresql", { schema: SCHEMA, up, down })).down.inverse).toBe(inverse);
  });
});
