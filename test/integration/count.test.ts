import type { Counted } from "../../src/model/loss.ts";
import type { DatabaseServer } from "../support/databases.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { openDatabase } from "../support/open-database.ts";

let server: DatabaseServer;
let owner: pg.Client;

const SHOP = `
create schema other;
create table "Odd Name.x" (id integer primary key, "C.ol ?" text);
insert into "Odd Name.x" values (1, 'a'), (2, null), (3, 'c');
create table other."Odd Name.x" (id integer);
create table defaults (id integer, plain text default 'none', price numeric(10, 2) default 0, flag boolean not null default false,
  at timestamptz default now(), tags text[] default '{}', body json default '{}', kind varchar(5) default 'a?b', small smallint default 1,
  twice integer generated always as (id * 2) stored);
insert into defaults (id) values (1), (2);
insert into defaults (id, plain, price, flag, at, tags, body, kind, small)
  values (3, 'x', 0.00, true, null, '{a}', '{"a": 1}', 'b', 1), (4, null, 1, false, now(), '{}', '{}', 'a?b', 2);
create table events (id integer, at integer) partition by range (at);
create table events_1 partition of events for values from (0) to (10);
create table events_2 partition of events for values from (10) to (20);
insert into events select n, n from generate_series(0, 14) n;
create table animals (id integer, name text);
create table dogs () inherits (animals);
insert into animals values (1, 'a');
insert into dogs values (2, 'b'), (3, 'c');
create table secret (id integer);
insert into secret values (1), (2);
alter table secret enable row level security;
create policy half on secret using (id = 1);
create table forbidden (id integer);
create table locked (id integer);
create sequence untouched; create sequence used;
select nextval('used');
create view seen as select * from animals;
create table twice (id integer);
create schema app; create table app.twice (id integer);
create table "a.b" (c integer); create schema a; create table a.b (c integer);
create role reader login password 'marked-Secret.7';
grant usage on schema other to reader;
grant select on all tables in schema public to reader;
revoke select on forbidden from reader;
create extension postgres_fdw;
create server far foreign data wrapper postgres_fdw;
create view slow_far as select pg_sleep(20)::text as id;
create foreign table slow (id text) server far options (table_name 'slow_far');
create foreign table never_analysed (id text) server far options (table_name 'slow_far');
create table huge (id integer);
analyze huge;
update pg_class set reltuples = 120000000 where relname = 'huge';
update pg_class set reltuples = 30 where relname = 'slow';
`;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase("shop");
  owner = new pg.Client(server.urlOf("shop"));
  await owner.connect();
  await owner.query(SHOP);
  await owner.query(
    `alter server far options (add host '127.0.0.1', add port '${server.port}', add dbname 'shop');
     create user mapping for current_user server far options (user '${server.user}', password '${server.password}')`,
  );
});

afterAll(async () => {
  await owner.end();
  await server.stop();
});

describe("counting in PostgreSQL", () => {
  it.each([
    ["table:Odd Name.x", 3],
    ["rows:other.Odd Name.x", 0],
    ["column:Odd Name.x.C.ol ?", 2],
    ["column:public.Odd Name.x.C.ol ?", 2],
    ["values:Odd Name.x", 3],
    ["table:events", 15],
    ["table:events_2", 5],
    ["table:animals", 3],
    ["sequence:untouched", 0],
    ["sequence:used", 1],
  ])("counts %s", async (object, rows) => {
    expect(await count(object)).toEqual([{ kind: "exact", rows }]);
  });

  it.each([
    ["plain", 1],
    ["price", 1],
    ["flag", 1],
    ["at", 3],
    ["tags", 1],
    ["body", 1],
    ["kind", 1],
    ["small", 1],
    ["twice", 4],
  ])("counts values that are neither null nor a constant default: %s", async (column, rows) => {
    expect(await count(`column:defaults.${column}`)).toEqual([{ kind: "exact", rows }]);
  });

  it("counts each row once where a partition or an heir goes beside its parent", async () => {
    expect(
      await count("table:events", "table:events_1", "rows:events", "column:animals.name", "column:dogs.name"),
    ).toEqual([
      { kind: "exact", rows: 5 },
      { kind: "exact", rows: 10 },
      { kind: "counted-with-others" },
      { kind: "exact", rows: 1 },
      { kind: "exact", rows: 2 },
    ]);
  });

  it.each([
    ["table:gone", "it is not there"],
    ["column:defaults.gone", "it is not there"],
    ["table:seen", "it is a view, which has no rows of its own"],
    ["column:a.b.c", "more than one thing is called so"],
    ["extension:hstore", "this kind of thing is not counted"],
    ["table:x'; drop table defaults; --", "it is not there"],
  ])("does not count %s", async (object, because) => {
    expect(await count(object)).toEqual([{ kind: "undetermined", because }]);
  });

  it("says what this user may not count", async () => {
    expect(await countAs("reader", ["table:forbidden", "table:secret", "table:dogs"])).toEqual([
      { kind: "undetermined", because: "this user may not read it" },
      { kind: "undetermined", because: "row-level security hides rows of it from this user" },
      { kind: "exact", rows: 2 },
    ]);
  });

  it("cannot tell which of two is meant, where one is on the search path and the other in public", async () => {
    const database = await openDatabase(`${server.urlOf("shop")}?schema=app`);
    const counts = await database.count(
      ["table:twice", "table:app.twice", "table:dogs"].map((object) => ({ object, appliedAt: null })),
    );
    await database.close();
    expect(counts).toEqual([
      { kind: "undetermined", because: "more than one thing is called so" },
      { kind: "exact", rows: 0 },
      { kind: "exact", rows: 2 },
    ]);
  });

  it("says before a run what cannot be copied by this user", async () => {
    await owner.query("grant create on database shop to reader");
    const database = await openDatabase(server.urlOf("shop").replace(server.user, "reader"));
    const keepable = await database.keepable(["table:forbidden", "table:secret", "sequence:used", "table:dogs"]);
    await database.close();
    expect(keepable).toEqual([
      { kind: "cannot", because: "this user may not read it" },
      { kind: "cannot", because: "row-level security hides rows of it from this user" },
      { kind: "cannot", because: "the position of a counter is not kept" },
      { kind: "can", bytes: expect.any(Number) as number },
    ]);
  });

  it("counts apart what was inserted after a time, where the database itself gives the time", async () => {
    await owner.query(`create table orders (id integer, note text default 'none', local timestamp not null default now(),
        "made ?" timestamptz not null default now(), changed timestamptz not null default current_timestamp) partition by list (id);
      create table orders_1 partition of orders for values in (1); create table orders_2 partition of orders default;
      insert into orders values (1, 'a', now(), '2024-02-01 12:00+02', '2024-03-01'),
        (2, 'b', now(), '2024-02-01 10:00:00.001Z', '2024-03-01'), (3, 'none', now(), '2024-03-01', '2024-03-01');
      insert into orders (id) values (4)`);
    const database = await openDatabase(server.urlOf("shop"));
    const appliedAt = "2024-02-01T10:00:00.000Z";
    const asked = ["table:orders", "column:orders.note", "table:dogs", "sequence:used"];
    const counts = await database.count(asked.map((object) => ({ object, appliedAt })));
    await database.close();
    const by = '"made ?" and changed';
    expect(counts).toEqual([
      { kind: "exact", rows: 4, later: { rows: 3, by } },
      { kind: "exact", rows: 2, later: { rows: 1, by } },
      { kind: "exact", rows: 2 },
      { kind: "exact", rows: 1 },
    ]);
  });

  it("does not wait for a lock for long", async () => {
    await owner.query("begin; lock table locked in access exclusive mode");
    const counts = await count("table:locked", "table:dogs");
    await owner.query("rollback");
    expect(counts).toEqual([
      { kind: "undetermined", because: "somebody holds a lock on it" },
      { kind: "exact", rows: 2 },
    ]);
  });

  it("gives the planner's estimate of a table that is too large to count", async () => {
    expect(await count("table:huge")).toEqual([
      { kind: "estimated", rows: 120000000, because: "the table has more than 10000000 rows" },
    ]);
  });

  it("gives the planner's estimate where counting takes too long", async () => {
    expect(await count("table:slow", "table:never_analysed")).toEqual([
      { kind: "estimated", rows: 30, because: "counting took longer than 5 s" },
      {
        kind: "undetermined",
        because: "counting took longer than 5 s, and the planner has no estimate",
      },
    ]);
  });
});

async function count(...objects: readonly string[]): Promise<readonly Counted[]> {
  return countAs(server.user, objects);
}

async function countAs(user: string, objects: readonly string[]): Promise<readonly Counted[]> {
  const database = await openDatabase(server.urlOf("shop").replace(server.user, user));
  try {
    return await database.count(objects.map((object) => ({ object, appliedAt: null })));
  } finally {
    await database.close();
  }
}
