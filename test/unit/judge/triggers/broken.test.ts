import { describe, expect, it } from "vitest";
import { judge } from "../../../../src/judge/judge.ts";
import { statementsOf } from "../../../../src/sql/statements.ts";

const SCHEMA = `create table visits (id integer primary key); create table audits (what text);
  create function noted() returns trigger language plpgsql as $$ begin insert into audits values ('x'); return new; end $$;
  create trigger visits_noted before insert on visits for each row execute function noted()`;

async function oldOnNew(table: string): Promise<string> {
  const up = `create or replace function noted() returns trigger language plpgsql
    as $$ begin insert into ${table} values ('y'); return new; end $$`;
  const schema = await statementsOf("postgresql", SCHEMA);
  return judge({ dialect: "postgresql", schema, up: await statementsOf("postgresql", up), down: null }).oldOnNew
    .verdict;
}

describe("a trigger whose function is replaced", () => {
  it("fails where that needs a table which is not there", async () => {
    expect(await oldOnNew("journal")).toBe("writes_break");
  });

  it("does something else where that needs one which is there", async () => {
    expect(await oldOnNew("audits")).toBe("behaviour_change");
  });
});
