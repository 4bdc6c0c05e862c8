import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table t (id integer primary key, name varchar(9)); create view v as select id, name from t";

async function succeeds(dialect: Dialect, down: string): Promise<string> {
  return (await judgementOf(dialect, { schema: SCHEMA, up: "create index t_name on t (name)", down })).down.succeeds;
}

describe("a down that reads what is not there", () => {
  it.each<[Dialect, string]>([
    ["mariadb", "update t set name = upper(gone)"],
    ["mysql", "update t set name = t.gone"],
    ["sqlite", "update t set name = gone"],
    ["sqlite", "update t set name = 'x' where gone = 1"],
    ["sqlite", "delete from t where t.gone is null"],
    ["sqlite", "create table u (id integer); insert into u select id from missing"],
    ["mariadb", "create view w as select gone from t"],
    ["mysql", "create or replace view v as select id, x.gone from t x"],
    ["mariadb", "create view w as select id from missing"],
    ["mariadb", "create view w as select id from t where gone = 'x'"],
    ["mysql", "create view w as select x.id from t as x order by x.gone"],
    ["mariadb", "create view w as select upper(name) as gone from t where gone = 'A'"],
    ["mysql", "create view w as select v.id from v join t on t.id = v.id and gone = 1"],
    ["mariadb", "create table u as select count(*) from t group by gone"],
    ["mysql", "create table u (id int); insert into u select t.id from t where t.gone is null"],
    ["mariadb", "update t join v on v.id = t.id set t.name = v.gone"],
    ["mysql", "delete x from t x join v on v.id = x.id where v.gone = 1"],
    ["mariadb", "delete from t where id in (select id from v where gone = 1)"],
    ["mysql", "create trigger b before insert on t for each row follows a set new.name = trim(new.name)"],
    [
      "mariadb",
      "create trigger a before update on t for each row set new.id = old.id; create trigger b before insert on t for each row precedes a set new.name = trim(new.name)",
    ],
  ])("fails on %s: %s", async (dialect, down) => {
    expect(await succeeds(dialect, down)).toBe("no");
  });

  it.each<[Dialect, string]>([
    ["mariadb", "update t set name = upper(t.name)"],
    ["sqlite", "update t set name = cast(id as text) collate nocase"],
    ["sqlite", "update t set name = rowid"],
    ["sqlite", "update t set name = 'x' where name = 'a' collate nocase or cast(id as text) = '1'"],
    ["sqlite", "update t set name = c.n from (select count(*) as n from t) as c where n = 1"],
    ["sqlite", "delete from t where id in (select other from (select 1 as other))"],
    ["sqlite", `delete from t where name = "gone"`],
    ["sqlite", "create table u (id integer); insert into u select value from json_each('[1]')"],
    ["sqlite", "create view w as select gone from missing"],
    ["mariadb", "create view w as select x.id, (select 1) as one from v x"],
    ["mysql", "create view w as with x as (select id from t) select id from x"],
    [
      "mariadb",
      "create view w as select upper(name) as loud, count(*) as n from t group by loud having n > 1 order by n",
    ],
    ["mysql", "create view w as select d.more from (select id as more from t) as d"],
    [
      "mariadb",
      "create view w as with x as (select id as more from t) select t.id, more from t join x on x.more = t.id",
    ],
    ["mysql", "create view w as select id from t where exists (select 1 from v where v.id = t.id and name = 'x')"],
    [
      "mariadb",
      "create trigger a before insert on t for each row set new.id = 1; create trigger b before insert on t for each row follows a set new.name = trim(new.name)",
    ],
    ["mariadb", "create view w as select table_name from information_schema.tables"],
  ])("is no such down on %s: %s", async (dialect, down) => {
    expect(await succeeds(dialect, down)).toBe("yes");
  });
});

describe("a view of SQLite that asks for what is not there", () => {
  const VIEW = "create view w as select id, gone from t";

  it.each([
    ["lets no column be dropped", `drop index t_name; ${VIEW}; alter table t drop column name`, "no"],
    ["lets nothing be renamed", `${VIEW}; alter table t rename to u`, "no"],
    ["lets a column be added", `${VIEW}; alter table t add column more text`, "yes"],
    [
      "is none where another name is given to a column",
      "create view w as select id, name as gone from t; alter table t rename to u",
      "yes",
    ],
  ])("%s", async (_what, down, says) => {
    expect(await succeeds("sqlite", `drop view v; ${down}`)).toBe(says);
  });
});
