import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table t (id int primary key, a int);
  create table u (id int primary key, t_id int not null, code int not null, b int, unique (t_id, code))`;

async function downWith(query: string, dialect: Dialect): Promise<string> {
  const down = `alter table t add column c int; update t set c = ${query}`;
  return (await judgementOf(dialect, { schema: SCHEMA, up: "alter table t add column z int", down })).down.succeeds;
}

describe.each(["postgresql", "mariadb"] as const)("a query in the place of a value, on %s", (dialect) => {
  it.each([
    "(select b from u where id = t.a)",
    "(select x.b from u as x where t.a = x.id)",
    "(select x.b from u x where x.t_id = t.id and x.code = 5)",
    "(select max(b) from u where t_id = t.id)",
    "(select b from u where t_id = t.id order by b limit 1)",
    "(select 5)",
    "(select b from u where id = t.a) + (select min(b) from u)",
  ])("gives one row at most: %s", async (query) => {
    expect(await downWith(query, dialect)).toBe("yes");
  });

  it.each([
    "(select b from u)",
    "(select b from u where t_id = t.id)",
    "(select b from u where id > t.a)",
    "(select b from u where id = t.a or b = 3)",
    "(select x.b from u x where x.id = x.t_id)",
    "(select u.b from u join t as v on v.id = u.id where u.id = t.a)",
    "(select max(b) from u where t_id = t.id group by code)",
    "(select b from u where id = t.a union all select 5)",
    "coalesce((select b from u where code = t.a), 0)",
    "(select b from u where t_id = t.id order by b limit 2)",
    "(select max(b) from u union select 5)",
    "(select (select max(b) from u) from u)",
    "(select max(b) over () from u)",
    "(select x.b from u x where x.id = t.a + x.code)",
  ])("may give several: %s", async (query) => {
    expect(await downWith(query, dialect)).toBe("data_dependent");
  });
});

describe.each(["postgresql", "mariadb"] as const)(
  "a query in a condition, or among what is inserted, on %s",
  (dialect) => {
    it.each([
      ["update t set a = 5 where a = (select b from u where id = 3)", "yes"],
      ["update t set a = 5 where a = (select b from u where code = 3)", "data_dependent"],
      ["update t set a = 5 where a in (select b from u where code = 3)", "yes"],
      ["update t set a = 5 where a = any (select b from u where code = 3)", "yes"],
      ["update t set a = 5 where exists (select b from u where code = 3)", "yes"],
      ["delete from w where a < (select b from u where id = w.a)", "yes"],
      ["delete from w where a < (select b from u where code = w.a)", "data_dependent"],
      ["insert into w (a) values ((select b from u where id = 3))", "yes"],
      ["insert into w (a) values (1), ((select b from u where code = 3))", "data_dependent"],
      ["insert into w (a) select t.a from t where t.a = (select b from u where code = 3)", "data_dependent"],
      ["insert into w (a) select (select b from u where code = t.a) from t", "data_dependent"],
      ["insert into w (a) (select a from t union select b from u)", "yes"],
      ["insert into w (a) select x.a from (select a from t) as x", "yes"],
    ])("finds one row or several: %s", async (down, succeeds) => {
      const schema = `${SCHEMA}; create table w (a int)`;
      const judged = await judgementOf(dialect, { schema, up: "alter table t add column z int", down });
      expect(judged.down.succeeds).toBe(succeeds);
    });
  },
);

describe("a query in the place of a value, on SQLite", () => {
  it("gives the first of its rows", async () => {
    expect(await downWith("(select b from u where t_id = t.id)", "sqlite")).toBe("yes");
  });
});

describe.each(["postgresql", "mariadb", "sqlite"] as const)("a count of rows, on %s", (dialect) => {
  it.each([
    ["(select count(*) from u where u.t_id = t.id)", "yes"],
    ["(select count(b) from u)", "yes"],
    ["(select count(*) from u where t_id = t.id group by code limit 1)", "data_dependent"],
    ["(select max(b) from u where t_id = t.id)", "data_dependent"],
    ["(select (select count(*) from u) from u limit 1)", "data_dependent"],
  ])("has a value even of none: %s", async (query, succeeds) => {
    const down = `alter table t add column c int not null default 0; update t set c = ${query}`;
    const scripts = { schema: SCHEMA, up: "alter table t add column z int", down };
    expect((await judgementOf(dialect, scripts)).down.succeeds).toBe(succeeds);
  });
});
