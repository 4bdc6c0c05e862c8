import type { Counted } from "../../src/model/loss.ts";
import type { DatabaseServer } from "../support/databases.ts";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMariaDb } from "../support/databases.ts";
import { openDatabase } from "../support/open-database.ts";
import { startInstalledMysql } from "./installed-mysql.ts";

let server: DatabaseServer;
let owner: mysql.Connection;

const SHOP = [
  "create table `Odd Name.x` (id integer primary key, `C.ol ?` text)",
  "insert into `Odd Name.x` values (1, 'a'), (2, null), (3, 'c')",
  "create table other.`Odd Name.x` (id integer)",
  `create table defaults (id integer, plain varchar(10) default 'none', price decimal(10, 2) default 0, kind enum('a', 'b') default 'a',
    at timestamp null default current_timestamp, body json default (json_object()), small smallint default 1, never varchar(10) not null)`,
  "insert into defaults (id, never) values (1, 'x'), (2, '')",
  "insert into defaults values (3, 'None', 1, 'b', null, null, 2, 'y'), (4, null, 0.00, 'a', now(), '{}', 1, 'z')",
  "create table events (id integer, at integer) partition by range (at) (partition p1 values less than (10), partition p2 values less than (20))",
  "insert into events with recursive n as (select 0 as i union all select i + 1 from n where i < 14) select i, i from n",
  "create view seen as select * from events",
  "create table locked (id integer)",
  "create user reader identified by 'marked-Secret.7'",
  "grant select on shop.defaults to reader",
  "grant insert on shop.events to reader",
];

const OF_MARIADB = [
  "create table remembered (id integer) with system versioning",
  "insert into remembered values (1), (2)",
  "update remembered set id = 3 where id = 1",
  "create sequence untouched",
  "create sequence used",
  "select nextval(used)",
];

interface Product {
  readonly product: string;
  readonly start: () => Promise<DatabaseServer>;
  readonly shop: readonly string[];
  /** What it alone has, and how many there are. */
  readonly own: readonly [string, number][];
}

const PRODUCTS: readonly Product[] = [
  {
    product: "MariaDB",
    start: startMariaDb,
    shop: [...SHOP, ...OF_MARIADB],
    own: [
      ["history:remembered", 1],
      ["sequence:untouched", 0],
      ["sequence:used", 1],
    ],
  },
  { product: "MySQL", start: startInstalledMysql, shop: SHOP, own: [] },
];

describe.each(PRODUCTS)("counting in $product", ({ start, shop, own }) => {
  beforeAll(async () => {
    server = await start();
    await server.createDatabase("shop");
    await server.createDatabase("other");
    owner = await mysql.createConnection(server.urlOf("shop"));
    for (const statement of shop) await owner.query(statement);
  });

  afterAll(async () => {
    await owner.end();
    await server.stop();
  });

  it.each<[string, number]>([
    ["table:Odd Name.x", 3],
    ["rows:other.Odd Name.x", 0],
    ["column:Odd Name.x.C.ol ?", 2],
    ["column:shop.Odd Name.x.C.ol ?", 2],
    ["values:Odd Name.x", 3],
    ["table:events", 15],
    ...own,
  ])("counts %s", async (object, rows) => {
    expect(await count(object)).toEqual([{ kind: "exact", rows }]);
  });

  it.each([
    ["plain", 1],
    ["price", 1],
    ["kind", 1],
    ["at", 3],
    ["body", 3],
    ["small", 1],
    ["never", 4],
  ])("counts values that are neither null nor a constant default: %s", async (column, rows) => {
    expect(await count(`column:defaults.${column}`)).toEqual([{ kind: "exact", rows }]);
  });

  it.each([
    ["table:gone", "it is not there, or this user may not see it"],
    ["column:defaults.gone", "it is not there, or this user may not see it"],
    ["table:seen", "it is a view, which has no rows of its own"],
    ["extension:hstore", "this kind of thing is not counted"],
    ["table:x`; drop table defaults; --", "it is not there, or this user may not see it"],
  ])("does not count %s", async (object, because) => {
    expect(await count(object)).toEqual([{ kind: "undetermined", because }]);
  });

  it("says what this user may not count", async () => {
    expect(await countAs("reader", ["table:events", "table:locked", "table:defaults"])).toEqual([
      { kind: "undetermined", because: "this user may not read it" },
      { kind: "undetermined", because: "it is not there, or this user may not see it" },
      { kind: "exact", rows: 4 },
    ]);
  });

  it("counts apart what was inserted after a time, where the database itself gives the time", async () => {
    await owner.query(`create table orders (id integer, note varchar(20) default 'none', local datetime not null default now(),
        changed timestamp not null default current_timestamp on update current_timestamp,
        \`made ?\` timestamp(3) not null default current_timestamp(3))`);
    await owner.query("set time_zone = '+05:00'");
    await owner.query(`insert into orders (id, note, \`made ?\`)
        values (1, 'a', '2024-02-01 15:00:00'), (2, 'b', '2024-02-01 15:00:00.001'), (3, 'none', '2024-03-01')`);
    const database = await openDatabase(server.urlOf("shop"));
    const asked = ["table:orders", "column:orders.note", "rows:events", ...own.map(([object]) => object)];
    const counts = await database.count(asked.map((object) => ({ object, appliedAt: "2024-02-01T10:00:00.000Z" })));
    await database.close();
    expect(counts).toEqual([
      { kind: "exact", rows: 3, later: { rows: 2, by: "`made ?`" } },
      { kind: "exact", rows: 2, later: { rows: 1, by: "`made ?`" } },
      { kind: "exact", rows: 15 },
      ...own.map(([, rows]) => ({ kind: "exact", rows })),
    ]);
  });

  it("does not wait for a lock for long", async () => {
    await owner.query("lock table locked write");
    const counts = await count("table:locked", "table:events");
    await owner.query("unlock tables");
    expect(counts).toEqual([
      { kind: "undetermined", because: "somebody holds a lock on it" },
      { kind: "exact", rows: 15 },
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
