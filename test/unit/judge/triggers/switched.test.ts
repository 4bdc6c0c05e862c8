// Triggers that are switched off, and on again.
import type { Judgement } from "../../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

async function judged(schema: string | null, up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema, up, down });
}

const PLAIN = "create table t (id int primary key, a text);";

const KEYED = `${PLAIN} create table c (id int primary key, t int references t (id));`;

function triggered(does: string): string {
  return `${PLAIN} create function f() returns trigger language plpgsql as $$ begin ${does}; return new; end $$;
    create trigger x before insert on t for each row execute function f()`;
}

describe("triggers of PostgreSQL that run again after a down", () => {
  it.each([
    ["behaviour_change", "always", "t", "all", PLAIN],
    ["writes_break", "if_data", "c", "all", KEYED],
    ["writes_break", "if_data", "t", "all", KEYED],
    ["behaviour_change", "always", "c", "user", KEYED],
    ["writes_break", "if_data", "t", "all", `${PLAIN} alter table t add unique (a) deferrable`],
    ["writes_break", "if_data", "t", "user", triggered("raise exception 'no'")],
    ["writes_break", "if_data", "t", "x", triggered("raise exception 'no'")],
    ["writes_break", "if_data", "t", "x", triggered("perform unknown_of_all(new.id)")],
    ["behaviour_change", "always", "t", "x", triggered("new.a := lower(new.a)")],
    ["behaviour_change", "always", "t", "user", triggered("new.a := lower(new.a)")],
    ["writes_break", "if_data", "t", "all", null],
  ])("are %s, %s for the new code on %s: %s", async (verdict, when, table, name, schema) => {
    const { newOnReverted } = await judged(
      schema,
      `alter table ${table} disable trigger ${name}`,
      `alter table ${table} enable trigger ${name}`,
    );
    expect(newOnReverted).toEqual({ verdict, when });
  });
});

describe("a trigger that was switched off", () => {
  const OFF = `${triggered("new.a := lower(new.a)")}; alter table t disable trigger x`;
  const DROP = "drop trigger x on t";
  const CREATE = "create trigger x before insert on t for each row execute function f()";

  it("runs where it is made again", async () => {
    const { oldOnNew } = await judged(OFF, `${DROP}; ${CREATE}`, "select 1");
    expect(oldOnNew.verdict).toBe("behaviour_change");
  });

  it.each([
    ["differs", CREATE],
    ["exact", `${CREATE}; alter table t disable trigger x`],
  ])("is another schema where it runs: %s after %s", async (inverse, down) => {
    expect((await judged(OFF, DROP, down)).down.inverse).toBe(inverse);
  });
});
