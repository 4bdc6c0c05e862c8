import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function succeeds(dialect: Dialect, down: string): Promise<string> {
  const schema = "create table t (id integer primary key, name varchar(9))";
  return (await judgementOf(dialect, { schema, up: "create index t_name on t (name)", down })).down.succeeds;
}

describe("rows that are copied into a table", () => {
  it.each<Dialect>(["postgresql", "mariadb", "mysql", "sqlite"])(
    "are refused where they leave out what it wants: %s",
    async (dialect) => {
      const made = "create table n (id integer, name varchar(9) not null)";
      expect(await succeeds(dialect, `${made}; insert into n (id) select id from t`)).toBe("data_dependent");
    },
  );

  it.each<Dialect>(["postgresql", "mariadb", "mysql", "sqlite"])(
    "are taken where it fills that itself: %s",
    async (dialect) => {
      const made = "create table n (id integer, name varchar(9) not null default 'x')";
      expect(await succeeds(dialect, `${made}; insert into n (id) select id from t`)).toBe("yes");
    },
  );
});

describe("a key that takes no values", () => {
  const SCHEMA = `create table t (id int generated always as identity primary key, a int, twice int generated always as (a * 2) stored);
    create table u (id int, a int);`;

  it.each([
    ["insert into t (id, a) select id, a from u", "no"],
    ["insert into t (id, a) values (1, 2)", "no"],
    ["insert into t (a, twice) select id, a from u", "no"],
    ["insert into t select * from u", "no"],
    ["insert into t (id, a) overriding system value select id, a from u", "data_dependent"],
    ["insert into t (id, a) values (default, 2)", "data_dependent"],
    ["insert into t (a) select a from u", "yes"],
  ])("refuses them whatever rows there are: %s", async (down, succeeds) => {
    expect((await judgementOf("postgresql", { schema: SCHEMA, up: "", down })).down.succeeds).toBe(succeeds);
  });
});
