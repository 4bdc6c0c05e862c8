// Privileges that a schema grants on all that it has, and those that nobody held.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create role clerk; create role chief; create table wagons (id serial primary key, tons integer);
  create view loads as select id from wagons;
  create function half(i integer) returns integer language sql as 'select i / 2'`;

async function judged(granted: string, up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema: `${SCHEMA}; ${granted}`, up, down });
}

const WAGONS = "create table wagons (id serial primary key, tons integer); create view loads as select id from wagons";
const HALF = "create function half(i integer) returns integer language sql as 'select i / 2'";

describe("what is granted on all objects of a schema", () => {
  it.each([
    ["select on all tables", "drop view loads", "create view loads as select id from wagons"],
    ["usage on all sequences", "drop table wagons cascade", WAGONS],
    ["execute on all functions", "drop function half(integer)", HALF],
    ["select, insert on all tables", "revoke all on wagons from clerk", "grant all on wagons to clerk"],
    ["select on all tables", "grant select on wagons to clerk", "revoke select on wagons from clerk"],
  ])("is granted on each: %s, %s", async (what, up, down) => {
    const { down: seen } = await judged(`grant ${what} in schema public to clerk`, up, down);
    expect(seen.inverse).toBe("differs");
  });

  it("is missed by who read a view that is made again", async () => {
    const up = "drop view loads; create view loads as select id, tons from wagons";
    const { oldOnNew } = await judged("grant select on all tables in schema public to clerk", up, "drop view loads");
    expect(oldOnNew).toEqual({ verdict: "reads_break", when: "if_referenced" });
  });

  it("does not hold for what is made later", async () => {
    const granted = "grant select on all tables in schema public to clerk";
    const { down } = await judged(granted, "create table notes (id integer)", "drop table notes");
    expect(down.inverse).toBe("exact");
  });

  it.each(["select on all tables", "usage on all sequences", "execute on all functions"])(
    "goes again with all: %s",
    async (what) => {
      const [up, down] = [`grant ${what} in schema public to clerk`, `revoke ${what} in schema public from clerk`];
      expect((await judged("", up, down)).down.inverse).toBe("exact");
      expect((await judged(up, down, up)).down.inverse).toBe("exact");
    },
  );
});

describe("what is revoked, and granted again", () => {
  it.each([
    ["grant select on wagons to clerk", "select, insert on wagons", "clerk", "differs"],
    ["grant select on wagons to clerk", "select on wagons", "clerk", "exact"],
    ["grant select on wagons to clerk", "select on wagons", "clerk, chief", "differs"],
    ["grant select on wagons to clerk with grant option", "select on wagons", "clerk", "differs"],
    ["", "select on wagons", "clerk", "differs"],
    ["", "execute on function half(integer)", "public", "exact"],
    ["alter table wagons owner to clerk", "insert on wagons", "clerk", "exact"],
    ["alter default privileges grant select on tables to clerk", "select on wagons", "clerk", "exact"],
  ])("is as before where it was held: %s, %s, %s", async (granted, what, roles, inverse) => {
    const { down } = await judged(granted, `revoke ${what} from ${roles}`, `grant ${what} to ${roles}`);
    expect(down.inverse).toBe(inverse);
  });
});
