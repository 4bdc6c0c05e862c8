// What a statement of a down takes on a table in use. The answers for MariaDB are those of a 10.11, which was asked for
// each algorithm in turn; those for MySQL are its manual's, "Online DDL Operations".
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `
create table parents (id int primary key);
create table words (
  id int primary key, a int, b int not null, c varchar(32), d varchar(64), narrow varchar(100) character set latin1,
  e enum('x', 'y'), s set('1', '2', '3', '4', '5', '6', '7', '8'), t text, f decimal(8, 2), p int,
  key by_b (b), key by_p (p), constraint positive check (a > 0), constraint to_parent foreign key (p) references parents (id)
) default charset utf8mb4;
create table sums (id int primary key, a int, b int, c int, unique key by_a (a), key by_c (c), twice int as (a * 2) virtual, kept int as (b * 2) stored);
create table texts (id int primary key, a int, t text, fulltext key by_t (t));`;

type Work = "at once" | "in place" | "built in place" | "writers wait" | "all wait" | "refused";

interface Row {
  readonly down: string;
  readonly mysql: Work;
  readonly mariadb: Work;
}

describe("a type", () => {
  it.each<Row>([
    { down: "modify d varchar(200)", mysql: "at once", mariadb: "at once" },
    { down: "modify c varchar(63)", mysql: "at once", mariadb: "at once" },
    { down: "modify c varchar(64)", mysql: "writers wait", mariadb: "writers wait" },
    { down: "modify narrow varchar(200) character set latin1", mysql: "at once", mariadb: "at once" },
    { down: "modify narrow varchar(300) character set latin1", mysql: "writers wait", mariadb: "at once" },
    { down: "modify c varchar(20)", mysql: "writers wait", mariadb: "writers wait" },
    { down: "modify t longtext", mysql: "writers wait", mariadb: "writers wait" },
    { down: "modify d text", mysql: "writers wait", mariadb: "writers wait" },
    { down: "modify f decimal(12, 2)", mysql: "writers wait", mariadb: "writers wait" },
    { down: "modify e enum('x', 'y', 'z')", mysql: "at once", mariadb: "at once" },
    {
      down: "modify s set('1', '2', '3', '4', '5', '6', '7', '8', '9')",
      mysql: "writers wait",
      mariadb: "writers wait",
    },
  ])("takes what InnoDB stores for it: $down", async ({ down, ...works }) => {
    expect(await worksOf(`alter table words ${down}`)).toEqual(works);
  });
});

describe("clauses of one statement", () => {
  it.each<Row>([
    { down: "alter table words drop column a", mysql: "at once", mariadb: "at once" },
    { down: "alter table words drop index by_b, drop column c", mysql: "built in place", mariadb: "at once" },
    {
      down: "alter table words drop foreign key to_parent, drop column c",
      mysql: "built in place",
      mariadb: "at once",
    },
    { down: "alter table words drop constraint positive, drop column c", mysql: "at once", mariadb: "at once" },
    { down: "alter table words modify c varchar(40), drop column a", mysql: "built in place", mariadb: "at once" },
    {
      down: "alter table words add column n int, add index by_n (n)",
      mysql: "built in place",
      mariadb: "built in place",
    },
    {
      down: "alter table words modify a int first, add index by_c (c)",
      mysql: "built in place",
      mariadb: "built in place",
    },
    { down: "alter table texts drop index by_t, drop column a", mysql: "built in place", mariadb: "built in place" },
    { down: "alter table texts modify a int first", mysql: "writers wait", mariadb: "writers wait" },
    { down: "alter table sums drop column twice", mysql: "at once", mariadb: "at once" },
    {
      down: "alter table sums drop column twice, alter column b set default 1",
      mysql: "writers wait",
      mariadb: "writers wait",
    },
    { down: "alter table sums drop column twice, drop index by_a", mysql: "writers wait", mariadb: "writers wait" },
    { down: "alter table sums drop column c, drop index by_c", mysql: "built in place", mariadb: "at once" },
    {
      down: "alter table sums drop column c, alter column b set default 1",
      mysql: "built in place",
      mariadb: "writers wait",
    },
    { down: "alter table sums add column n int after a", mysql: "at once", mariadb: "writers wait" },
    { down: "alter table sums modify b int not null", mysql: "built in place", mariadb: "writers wait" },
  ])("are done together: $down", async ({ down, ...works }) => {
    expect(await worksOf(down)).toEqual(works);
  });
});

describe("an algorithm or a lock", () => {
  it.each<Row>([
    { down: "drop column a, algorithm=copy", mysql: "writers wait", mariadb: "writers wait" },
    { down: "drop column a, algorithm=inplace", mysql: "built in place", mariadb: "at once" },
    { down: "drop column a, lock=exclusive", mysql: "at once", mariadb: "at once" },
    { down: "add index by_a (a), lock=shared", mysql: "writers wait", mariadb: "writers wait" },
    { down: "add index by_a (a), lock=exclusive", mysql: "all wait", mariadb: "all wait" },
    { down: "modify a bigint, algorithm=inplace", mysql: "refused", mariadb: "refused" },
    { down: "modify a bigint, lock=none", mysql: "refused", mariadb: "refused" },
    { down: "modify a bigint, algorithm=copy, lock=shared", mysql: "writers wait", mariadb: "writers wait" },
    { down: "add column y int as (a + 1) stored, algorithm=inplace", mysql: "refused", mariadb: "refused" },
    { down: "add column y char(36) default (uuid()), algorithm=instant", mysql: "refused", mariadb: "refused" },
    { down: "add index by_a (a), algorithm=instant", mysql: "refused", mariadb: "refused" },
    { down: "drop key by_b, algorithm=instant", mysql: "refused", mariadb: "refused" },
    { down: "drop column b, algorithm=instant", mysql: "refused", mariadb: "refused" },
    { down: "drop primary key, algorithm=inplace", mysql: "refused", mariadb: "refused" },
    { down: "add constraint more check (b > 0), algorithm=inplace", mysql: "refused", mariadb: "refused" },
    {
      down: "add constraint again foreign key (a) references parents (id), algorithm=inplace",
      mysql: "refused",
      mariadb: "refused",
    },
    { down: "add fulltext key by_t (t), lock=none", mysql: "refused", mariadb: "refused" },
    { down: "add column y int, algorithm=instant, lock=none", mysql: "refused", mariadb: "at once" },
    { down: "modify b int null, algorithm=instant", mysql: "refused", mariadb: "refused" },
    { down: "rename column a to y, algorithm=instant", mysql: "at once", mariadb: "at once" },
    { down: "add index by_a (a), algorithm=inplace, lock=none", mysql: "in place", mariadb: "in place" },
  ])("is kept to where the statement asks for it: $down", async ({ down, ...works }) => {
    expect(await worksOf(`alter table words ${down}`)).toEqual(works);
  });
});

async function worksOf(down: string): Promise<{ readonly mysql: Work; readonly mariadb: Work }> {
  return { mysql: await workOf(down, "mysql"), mariadb: await workOf(down, "mariadb") };
}

async function workOf(down: string, dialect: Dialect): Promise<Work> {
  const { hazard, down: back } = await judgementOf(dialect, { schema: SCHEMA, up: "", down });
  return (
    WORKS[`${back.succeeds} ${hazard.level} ${hazard.rewrite}`] ??
    WORKS[`${hazard.level} ${hazard.rewrite}`] ??
    "in place"
  );
}

const WORKS: Readonly<Record<string, Work>> = {
  "no none false": "refused",
  "brief_block false": "at once",
  "long_online false": "in place",
  "long_online true": "built in place",
  "long_block_writes false": "writers wait",
  "long_block_writes true": "writers wait",
  "long_block_all false": "all wait",
  "long_block_all true": "all wait",
};
