import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const TABLE = "create table bins (id integer primary key, label text)";

const ADDED = "alter table bins add column size integer";

async function judged(routine: string, up: string): Promise<Judgement> {
  const schema = `${TABLE}; create function found() ${routine}`;
  return judgementOf("postgresql", { schema, up, down: "alter table bins drop column size" });
}

describe("a function that gives back rows", () => {
  it.each([
    "returns setof bins language sql as 'select id, label from bins'",
    "returns bins language sql as 'select b.* from (select id, label from bins) b limit 1'",
    "returns setof public.bins language sql as 'update bins set label = null returning id, label'",
    "returns table (id integer, label text) language sql as 'select * from bins'",
    "returns setof bins language plpgsql as 'begin if true then return query select id, label from bins; end if; end'",
    "returns setof bins begin atomic select * from bins; end",
  ])("fails once its table has another column: %s", async (routine) => {
    expect((await judged(routine, ADDED)).oldOnNew).toEqual({ verdict: "reads_break", when: "if_referenced" });
  });

  it.each([
    "returns setof bins language sql as 'select * from bins'",
    "returns setof bins language sql as 'select bins from bins'",
    "returns setof bins language sql as 'insert into bins values (5) returning *'",
    "returns table (id integer, label text) language sql as 'select id, label from bins'",
    "returns setof bins language plpgsql as 'begin return query select * from bins; end'",
    "returns setof text language sql as 'select label from bins'",
    "returns setof bins language plpgsql as 'begin return query execute 1; end'",
  ])("goes on where it takes what there is, or says what it takes: %s", async (routine) => {
    expect((await judged(routine, ADDED)).oldOnNew.verdict).toBe("compatible");
  });

  it.each([
    [
      "reads_break",
      "() returns table (id integer, label text) language plpgsql as 'begin return query select * from bins; end'",
    ],
    [
      "reads_break",
      "(out a integer) returns setof integer language plpgsql as 'begin return query select id from bins; end'",
    ],
    ["compatible", "() returns table (id integer, label text) language sql as 'select * from bins'"],
    ["compatible", "() returns setof bins language plpgsql as 'begin return query select * from bins; end'"],
    [
      "compatible",
      "() returns table (label text) language plpgsql as 'begin return query select label from bins; end'",
    ],
  ])("may answer with %s once a column of its table has another type: %s", async (verdict, routine) => {
    const schema = `${TABLE}; create function found${routine}`;
    const up = "alter table bins alter column id type bigint";
    const { oldOnNew } = await judgementOf("postgresql", { schema, up });
    expect(oldOnNew.verdict).toBe(verdict);
  });

  it("is mended by the one that takes its place", async () => {
    const mended = `create or replace function found() returns setof bins language sql
      as 'select id, label, size from bins'`;
    const { oldOnNew } = await judged(
      "returns setof bins language sql as 'select id, label from bins'",
      `${ADDED}; ${mended}`,
    );
    expect(oldOnNew.verdict).toBe("behaviour_change");
  });
});
