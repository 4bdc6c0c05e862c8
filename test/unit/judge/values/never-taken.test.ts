import type { Judgement } from "../../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `create type mood as enum ('sad', 'ok'); create domain feeling as mood;
  create table notes (id integer primary key, text text, mood mood, day date, key uuid, more jsonb, felt feeling)`;

async function judged(down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema: SCHEMA, up: "alter table notes add column size integer", down });
}

describe("rows that are written out for PostgreSQL", () => {
  it.each([
    "insert into notes (id, mood) values (1, 'ok'), (2, 'great')",
    "insert into notes (id, felt) values (1, 'great')",
    "insert into notes (id, size) values (1, 'large')",
    "insert into notes (id, size) values (1, '1.5')",
    "insert into notes (id, day) values (1, 'someday') on conflict do nothing",
    "insert into notes (id, day) values (1, '2026-02-30')",
    "insert into notes values (1, 'a', 'ok', '2026-01-31', 'no key')",
    "insert into notes (id, more) values (1, '{more: 1}')",
    "insert into notes (id, text) values (1, draft)",
    "insert into notes (id, text) values (1, ‘draft’)",
  ])("are refused whatever is there: %s", async (down) => {
    expect((await judged(down)).down.succeeds).toBe("no");
  });

  it.each([
    "insert into notes (id, mood) values (1, 'ok'), (2, null)",
    "insert into notes (id, size, day) values (1, '7', 'today')",
    "insert into notes (id, size, day) values (1, ' -7 ', '2024-02-29'), (2, '8', '31.12.2026')",
    `insert into notes (id, text, more) values (1, 'it''s', '{"more": 1}')`,
    "insert into notes (id, text) values (1, (select text from notes limit 1))",
    "do $$ declare x integer := 7; begin insert into notes (id, text) values (x, 'a'); end $$",
  ])("may be taken: %s", async (down) => {
    expect((await judged(down)).down.succeeds).toBe("data_dependent");
  });

  it.each([
    "update notes set size = 'swordfish'",
    "insert into notes (id, day) values (1, 'swordfish')",
    "delete from notes where key = 'swordfish'",
    "insert into notes (id, text) values (1, swordfish)",
  ])("are not said again, as they may be secrets: %s", async (down) => {
    const { statements, ...rest } = await judged(down);
    expect(rest.down.succeeds).toBe("no");
    expect(statements.map(({ because }) => because).join("\n")).not.toContain("swordfish");
  });
});
