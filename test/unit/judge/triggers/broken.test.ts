import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `create table visits (id integer primary key); create table audits (what text);
  create function noted() returns trigger language plpgsql as $$ begin insert into audits values ('x'); return new; end $$;
  create trigger visits_noted before insert on visits for each row execute function noted()`;

async function oldOnNew(does: string): Promise<string> {
  const up = `create or replace function noted() returns trigger language plpgsql as $$ begin ${does}; return new; end $$`;
  return (await judgementOf("postgresql", { schema: SCHEMA, up, down: null })).oldOnNew.verdict;
}

describe("a trigger whose function is replaced", () => {
  it("fails where that needs a table which is not there", async () => {
    expect(await oldOnNew("insert into journal values ('y')")).toBe("writes_break");
  });

  it("does something else where that needs one which is there", async () => {
    expect(await oldOnNew("insert into audits values ('y')")).toBe("behaviour_change");
  });

  it("fails where that sets a column that is not there", async () => {
    expect(await oldOnNew("new.at := now()")).toBe("writes_break");
  });

  it("does something else where that sets one which is there", async () => {
    expect(await oldOnNew("new.id := 1")).toBe("behaviour_change");
  });
});
