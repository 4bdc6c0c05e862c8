import type { KeepOrder } from "../../src/model/kept.ts";
import type { Reachable } from "../../src/ports/database.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { KeepStory, Played } from "../support/keep-story.ts";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowKeeper } from "../../src/database/keep/keeper.ts";
import { startMariaDb } from "../support/databases.ts";
import { playKeepStory } from "../support/keep-story.ts";
import { addressOf, openDatabase } from "../support/open-database.ts";
import { startInstalledMysql } from "./installed-mysql.ts";

let server: DatabaseServer;
let owner: mysql.Connection;

const EVERY_TYPE = [
  ...["a_tiny tinyint", "a_big bigint unsigned", "a_decimal decimal(20,5)", "a_float float", "a_double double"],
  ...[
    "a_char char(5)",
    "a_varchar varchar(10) character set latin1",
    "a_text longtext",
    "bytes varbinary(10)",
    "long_bytes longblob",
  ],
  ...[
    "yes boolean",
    "day date",
    "clock time(3)",
    "at datetime(3)",
    "zoned timestamp(3) null",
    "in_year year",
    "doc json",
  ],
  ...["bits bit(5)", "feels enum('sad','it''s ok')", "many set('a','b')", "place point"],
];

const OF_MARIADB = ["id_text uuid", "net inet6"];

const EVERY_VALUE = String.raw`-128, 18446744073709551615, 123456789012345.67891, 0.1, 0.1, 'ab', 'ünï?', 'it''s ? \\ \n 😀', x'00ff5c27', x'0001',
  true, '0000-00-00', '-23:59:59.999', '2024-03-31 02:30:00.123', '2024-10-27 00:30:00.123', 2024, '{"b": 1,  "a": [1, null]}', b'10101', 'it''s ok',
  'a,b', point(1.5, -2)`;

const VALUES_OF_MARIADB = "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1'";

const LINES =
  "create table `Order ``Lines``.x` (`Key.One` int, `two?` varchar(5), `Note` text, primary key (`Key.One`, `two?`)) engine = innodb";
const CHILD =
  "create table child (id int auto_increment primary key, one int, two varchar(5), twice int generated always as (one * 2) stored, foreign key (one, two) references `Order ``Lines``.x` (`Key.One`, `two?`))";

function columnsOfEveryType(types: readonly string[], values: string): KeepStory {
  const names = types.map((column) => column.split(" ")[0] ?? "");
  return {
    up: [`create table every (id int primary key, kept text, ${types.join(", ")})`],
    rows: [
      "set sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00'",
      `insert into every values (1, 'x', ${values})`,
      "insert into every (id) values (2)",
    ],
    losses: names.map((name) => `column:every.${name}`),
    down: [`alter table every ${names.map((name) => `drop column ${name}`).join(", ")}`],
    forward: [`alter table every ${types.map((column) => `add column ${column}`).join(", ")}`],
    photographs: [
      `select concat_ws('|', ${names.map((name) => `coalesce(hex(${name}), '-')`).join(", ")}) as photo from every order by id`,
    ],
  };
}

const STORIES: Readonly<Record<string, KeepStory>> = {
  "whole tables, one that needs the other, with counters, computed and quoted names": {
    up: [LINES, CHILD],
    rows: [
      "insert into `Order ``Lines``.x` values (1, 'a', null), (1, 'b', 'n'), (2, '', 'x')",
      "insert into child (one, two) values (1, 'a'), (2, ''), (null, null)",
      "delete from child where id = 1",
    ],
    losses: ["table:child", "table:Order `Lines`.x"],
    down: ["drop table child", "drop table `Order ``Lines``.x`"],
    forward: [LINES, CHILD],
    photographs: [
      "select concat_ws('|', `Key.One`, `two?`, coalesce(`Note`, '-')) as photo from `Order ``Lines``.x` order by 1",
      "select concat_ws('|', id, coalesce(one, '-'), coalesce(two, '-'), coalesce(twice, '-')) as photo from child order by id",
    ],
  },
  "a column of a table without a key": {
    up: ["create table `No Key` (name text, doomed int, `Also.Doomed` text default ('d'))"],
    rows: ["insert into `No Key` values ('a', 1, 'x'), ('b', null, null), (null, 3, 'z')"],
    losses: ["column:No Key.doomed", "column:No Key.Also.Doomed"],
    down: ["alter table `No Key` drop column doomed, drop column `Also.Doomed`"],
    forward: ["alter table `No Key` add column doomed int, add column `Also.Doomed` text default ('d')"],
    photographs: [
      "select concat_ws('|', coalesce(name, '-'), coalesce(doomed, '-'), coalesce(`Also.Doomed`, '-')) as photo from `No Key` order by 1",
    ],
  },
};

const PRODUCTS = [
  {
    product: "MariaDB",
    start: startMariaDb,
    everyType: columnsOfEveryType([...EVERY_TYPE, ...OF_MARIADB], `${EVERY_VALUE}, ${VALUES_OF_MARIADB}`),
  },
  { product: "MySQL", start: startInstalledMysql, everyType: columnsOfEveryType(EVERY_TYPE, EVERY_VALUE) },
] as const;

describe.each(PRODUCTS)("rows kept aside in $product", ({ start, everyType }) => {
  const stories = { "columns of every type": everyType, ...STORIES };

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it.each(Object.entries(stories))("come back by the SQL that is printed: %s", async (name, story) => {
    const { before, after, state } = await play(story, `shop_${Object.keys(stories).indexOf(name)}`);
    expect(state).toBe("kept");
    expect(before.flat().length).toBeGreaterThan(1);
    expect(after).toEqual(before);
  });

  it("are missing, then kept, then changed, and kept again", async () => {
    const { where, order } = await small("states", "1111111111111111");
    const states = [await rowKeeper.state(where, order)];
    await rowKeeper.keep(where, order);
    states.push(await rowKeeper.state(where, order));
    await owner.query("update t set doomed = 'y' where id = 1");
    states.push(await rowKeeper.state(where, order));
    await rowKeeper.keep(where, order);
    states.push(await rowKeeper.state(where, order));
    await owner.end();
    expect(states).toEqual(["missing", "kept", "changed", "kept"]);
  });

  it("are not kept, and nothing is changed, by a user who may make no place for them", async () => {
    const { where, order } = await small("forbidden", "2222222222222222");
    await owner.query("create user keeper_less identified by 'marked-Secret.7'");
    await owner.query("grant all on forbidden.* to keeper_less");
    const url = server.urlOf("forbidden").replace(server.user, "keeper_less");
    const refused = rowKeeper.keep({ ...where, address: addressOf(url) }, order);
    await expect(refused).rejects.toMatchObject({ trouble: { code: "not-permitted" } });
    const database = await openDatabase(url);
    expect(await database.keepable(order.losses)).toEqual([
      { kind: "cannot", because: "this user may not make a place for it in the database" },
    ]);
    await database.close();
    await owner.query("grant create, insert, select on `safe\\_rollback\\_%`.* to keeper_less");
    const allowed = await openDatabase(url);
    expect(await allowed.keepable(order.losses)).toEqual([{ kind: "can", bytes: expect.any(Number) as number }]);
    await allowed.close();
    await owner.end();
  });
});

async function small(name: string, planId: string): Promise<{ readonly where: Reachable; readonly order: KeepOrder }> {
  await opened(name, ["create table t (id int primary key, doomed text)", "insert into t values (1, 'x'), (2, null)"]);
  const where = { address: addressOf(server.urlOf(name)), tunnel: undefined };
  return { where, order: { planId, migration: "b", losses: ["column:t.doomed"] } };
}

async function opened(name: string, statements: readonly string[]): Promise<void> {
  await server.createDatabase(name);
  owner = await mysql.createConnection(server.urlOf(name));
  for (const statement of statements) await owner.query(statement);
}

async function play(story: KeepStory, name: string): Promise<Played> {
  await opened(name, []);
  const where = { address: addressOf(server.urlOf(name)), tunnel: undefined };
  const run = async (text: string): Promise<unknown> => (await owner.query<mysql.RowDataPacket[]>(text))[0];
  const played = await playKeepStory(story, run, { where, planId: name });
  await owner.end();
  return played;
}
