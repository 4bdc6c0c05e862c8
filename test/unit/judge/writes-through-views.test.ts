// Views that take writes, and what is left of that.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const TABLE = "create table t (id int primary key, a int, b int)";

const BOTH = { verdict: "reads_and_writes_break", when: "if_referenced" };

const READS = { verdict: "reads_break", when: "if_referenced" };

const WRITES = { verdict: "writes_break", when: "if_referenced" };

const TAKING = [
  "select id, a from t",
  "select * from t where a > 1",
  "select id, a + b as sum from t",
  "select id, (select count(*) from t as o) as n from t",
];

const REFUSING = [
  "select distinct a from t",
  "select a, count(*) as n from t group by a",
  "select sum(a) as a from t",
  "select id, rank() over (order by a) as place from t",
  "select t.id, o.a from t join t as o on o.id = t.a",
  "select id from t limit 5",
  "select id from t union all select a from t",
];

describe("a view of PostgreSQL that is gone", () => {
  it.each(TAKING)("is missed by those who write through it: %s", async (query) => {
    const [create, drop] = [`create view v as ${query}`, "drop view v"];
    expect((await judgementOf("postgresql", { schema: `${TABLE}; ${create}`, up: drop })).oldOnNew).toEqual(BOTH);
    expect((await judgementOf("postgresql", { schema: TABLE, up: create, down: drop })).newOnReverted).toEqual(BOTH);
    expect((await judgementOf("postgresql", { up: create, down: drop })).newOnReverted).toEqual(BOTH);
  });

  it.each(REFUSING)("is missed by readers alone, where it took no writes: %s", async (query) => {
    const [create, drop] = [`create view v as ${query}`, "drop view v"];
    expect((await judgementOf("postgresql", { schema: `${TABLE}; ${create}`, up: drop })).oldOnNew).toEqual(READS);
    expect((await judgementOf("postgresql", { schema: TABLE, up: create, down: drop })).newOnReverted).toEqual(READS);
    expect((await judgementOf("postgresql", { up: create, down: drop })).newOnReverted).toEqual(READS);
  });

  it("takes its writes along with the column that it shows", async () => {
    const schema = `${TABLE}; create view v as select id from t where b > 1; create table o (id int)`;
    const up = "alter table t drop column b cascade";
    expect((await judgementOf("postgresql", { schema, up })).oldOnNew).toEqual(BOTH);
  });

  it("may have taken writes where nobody knows it, under its old name", async () => {
    expect((await judgementOf("postgresql", { up: "alter view v rename to w" })).oldOnNew).toEqual(BOTH);
    expect((await judgementOf("postgresql", { up: "alter view v rename column a to b" })).oldOnNew).toEqual(BOTH);
    expect((await judgementOf("postgresql", { up: "alter materialized view v rename to w" })).oldOnNew).toEqual(READS);
  });
});

describe("a view of MariaDB that is gone", () => {
  it.each([
    [BOTH, "select id, a from t"],
    [READS, "select a, count(*) as n from t group by a"],
  ])("is %o: %s", async (impact, query) => {
    const schema = `${TABLE}; create view v as ${query}`;
    expect((await judgementOf("mariadb", { schema, up: "drop view v" })).oldOnNew).toEqual(impact);
  });
});

describe("a view of PostgreSQL in the place of one that nobody knows", () => {
  it.each([...REFUSING, "select id, a + b as sum from t", "select id from t where a > 1 with check option"])(
    "may refuse what that one took: %s",
    async (query) => {
      const up = `create or replace view v as ${query}`;
      expect((await judgementOf("postgresql", { up })).oldOnNew).toEqual(WRITES);
    },
  );

  it("takes the same writes, where it is plain", async () => {
    const { oldOnNew } = await judgementOf("postgresql", { up: "create or replace view v as select id, a from t" });
    expect(oldOnNew.verdict).toBe("behaviour_change");
  });
});

describe("a view of PostgreSQL with a column that is computed", () => {
  const SCHEMA = `${TABLE}; create view v as select id, a, (b + 1)::int as c from t`;

  it.each([
    ["behaviour_change", "select id, a, (b + 2)::int as c from t"],
    ["behaviour_change", "select id, a, (b + 1)::int as c from t where a > 1"],
    ["writes_break", "select id, (a + 1)::int as a, (b + 1)::int as c from t where a > 1"],
    ["writes_break", "select distinct id, a, (b + 1)::int as c from t"],
  ])("is %s after %s", async (verdict, query) => {
    const up = `drop view v; create view v as ${query}`;
    const { oldOnNew } = await judgementOf("postgresql", { schema: SCHEMA, up });
    expect(oldOnNew.verdict).toBe(verdict);
  });
});
