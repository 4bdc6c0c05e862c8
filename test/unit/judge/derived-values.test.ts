import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table t (id int primary key, a varchar(10), n int not null, s smallint);
  create table k (id int primary key, t_id int not null, b varchar(40) not null, c varchar(10) not null, q int not null)`;

async function downWith(dialect: "postgresql" | "mysql", down: string): Promise<string> {
  return (await judgementOf(dialect, { schema: SCHEMA, up: "alter table t add column z int", down })).down.succeeds;
}

describe("what a query in a join gives, on PostgreSQL", () => {
  it.each([
    [
      "a = x.v from (select t_id, string_agg(b, ',') as v from k group by t_id) x where x.t_id = t.id",
      "data_dependent",
    ],
    ["a = x.max from (select t_id, max(b) from k group by t_id) x where x.t_id = t.id", "data_dependent"],
    ["a = x.v from (select t_id, max(c) as v from k group by t_id) x where x.t_id = t.id", "yes"],
    ["s = x.v from (select t_id, max(q) as v from k group by t_id) x where x.t_id = t.id", "data_dependent"],
    ["n = x.v from (select t_id, count(*) as v from k group by t_id) x where x.t_id = t.id", "yes"],
    ["n = x.v from (select t_id, max(q) as v from k group by t_id) x where x.t_id = t.id", "data_dependent"],
    ["n = k.q from k where k.t_id = t.id", "yes"],
    ["n = k.q from t o left join k on k.t_id = o.id where o.id = t.id", "data_dependent"],
  ])("is asked as what is written there: %s", async (set, succeeds) => {
    expect(await downWith("postgresql", `update t set ${set}`)).toBe(succeeds);
  });

  it("is found by the name of a common table, and by its alias", async () => {
    const common = "with x as (select t_id, max(b) as v from k group by t_id) update t set";
    const downs = [`${common} a = x.v from x where x.t_id = t.id`, `${common} a = y.v from x y where y.t_id = t.id`];
    expect(await Promise.all(downs.map(async (down) => downWith("postgresql", down)))).toEqual([
      "data_dependent",
      "data_dependent",
    ]);
  });
});

describe("what a query in a join gives, on MySQL", () => {
  const joined = (query: string): string => `update t join (${query} from k group by t_id) x on x.t_id = t.id`;

  it.each([
    [`${joined("select t_id, group_concat(b) as v")} set t.a = x.v`, "data_dependent"],
    [`${joined("select t_id, max(c) as v")} set t.a = x.v`, "yes"],
    [`${joined("select t_id, max(b) as v")} set t.s = x.v`, "data_dependent"],
    [`${joined("select t_id, count(*) as v")} set t.n = x.v`, "yes"],
    [`${joined("select t_id, count(*) as v").replace("join", "left join")} set t.n = x.v`, "data_dependent"],
    ["update t join k on k.t_id = t.id set t.n = k.q", "yes"],
    ["update t left join k on k.t_id = t.id set t.n = k.q", "data_dependent"],
    [
      "with x as (select t_id, count(*) as v from k group by t_id) update t join x on x.t_id = t.id set t.n = x.v",
      "yes",
    ],
    [
      "with x as (select t_id, count(*) as v from k group by t_id) update t left join x on x.t_id = t.id set t.n = x.v",
      "data_dependent",
    ],
    [
      "with x as (select t_id, max(b) as v from k group by t_id) update t join x as y on y.t_id = t.id set t.a = y.v",
      "data_dependent",
    ],
  ])("is asked as what is written there: %s", async (down, succeeds) => {
    expect(await downWith("mysql", down)).toBe(succeeds);
  });
});
