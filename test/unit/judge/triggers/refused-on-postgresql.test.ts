import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `create table parts (id integer primary key, name varchar(20) not null, kind varchar(20));
  create table audits (id serial primary key, tab text not null, op varchar(10) not null, who varchar(50) not null, seen jsonb)`;

async function oldOnNew(insert: string): Promise<string> {
  const body = `create function noting() returns trigger language plpgsql as $$ begin ${insert}; return new; end $$`;
  const up = `${body}; create trigger notes after insert or update on parts for each row execute function noting()`;
  return (await judgementOf("postgresql", { schema: SCHEMA, up, down: null })).oldOnNew.verdict;
}

describe("what a function for triggers writes", () => {
  it.each([
    "insert into audits (tab, op, who, seen) values (tg_table_name, tg_op, current_user, to_jsonb(new))",
    "insert into audits (tab, op, who) values ('parts', 'x', new.name)",
    "insert into audits (tab, op, who) values ('parts', 'x', coalesce(new.kind, 'none'))",
  ])("is taken: %s", async (insert) => {
    expect(await oldOnNew(insert)).toBe("behaviour_change");
  });

  it.each([
    "insert into audits (tab, op, who) values ('parts', 'x', new.kind)",
    "insert into audits (tab, op, who) values ('parts', new.name, 'x')",
    "insert into audits (tab, op) values ('parts', 'x')",
    "insert into audits (id, tab, op, who) values (new.id, 'parts', 'x', 'y')",
  ])("may be refused: %s", async (insert) => {
    expect(await oldOnNew(insert)).toBe("writes_break");
  });
});
