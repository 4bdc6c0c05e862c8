import type { KeepOrder } from "../../src/model/kept.ts";
import type { Reachable } from "../../src/ports/database.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { KeepStory, Played } from "../support/keep-story.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowKeeper } from "../../src/database/keep/keeper.ts";
import { startPostgres } from "../support/databases.ts";
import { playKeepStory } from "../support/keep-story.ts";
import { addressOf } from "../support/open-database.ts";

let server: DatabaseServer;
let owner: pg.Client;

const EVERY_TYPE = `
  a_small smallint, a_big bigint, a_numeric numeric(20, 5), a_real real, a_double double precision, a_money money,
  a_text text, a_char char(5), a_varchar varchar(10), bytes bytea, yes boolean, day date, clock time(3), zoned_clock timetz,
  at timestamp(3), zoned timestamptz, span interval, id_text uuid, doc json, docb jsonb, markup xml, bits bit(5), vary bit varying,
  place point, area polygon, net inet, block cidr, mac macaddr, words tsvector, query tsquery, numbers integer[], nested text[][],
  multi int4range, many int4multirange, feels mood, moods mood[], lives address, size positive, snapshot pg_snapshot`;

const EVERY_VALUE = `
  -32768, 9223372036854775807, 123456789012345.67891, 0.1, 0.1, 12.34, E'it''s ?\\\\ \\n "x"', 'ab', 'ünï→😀', '\\x00ff5c27', true, '2024-02-29',
  '23:59:59.999', '12:00+05:30', 'infinity', '2024-03-31 02:30:00.123456+01', '1 year 2 days -00:00:01', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  '{"b": 1,  "a": [1, null]}', '{"b": 1, "a": null}', '<a>x</a>', B'10101', B'1', '(1.5,-2)', '((0,0),(1,1),(1,0))', '::1/64', '10.0.0.0/8',
  '08:00:2b:01:02:03', 'a fat cat', 'fat & cat', '[0:2]={1,NULL,3}', '{{a,b},{"c,d",NULL}}', '[1,5)', '{[1,2),[5,6)}', 'it''s ok',
  '{sad,"it''s ok",NULL}', '("Main, ""St""",X)', 7, '10:20:10,14,15'`;

const TYPES = [
  "create type mood as enum ('sad', 'it''s ok')",
  'create type address as (street text, "Post Code" text)',
  "create domain positive as integer check (value > 0)",
];

const STORIES: Readonly<Record<string, KeepStory>> = {
  "columns of every type, with the types that go with them": {
    up: [...TYPES, `create table every (id integer primary key, kept text, ${EVERY_TYPE})`],
    rows: [`insert into every values (1, 'x', ${EVERY_VALUE})`, "insert into every (id) values (2)"],
    losses: EVERY_TYPE.split(/, (?=\w+ )|,\n/).map((column) => `column:every.${column.trim().split(" ")[0] ?? ""}`),
    down: [
      ...EVERY_TYPE.split(/, (?=\w+ )|,\n/).map(
        (column) => `alter table every drop column ${column.trim().split(" ")[0] ?? ""}`,
      ),
      ...["drop domain positive", "drop type address", "drop type mood"],
    ],
    forward: [
      ...TYPES,
      ...EVERY_TYPE.split(/, (?=\w+ )|,\n/).map((column) => `alter table every add column ${column.trim()}`),
    ],
    photographs: ["select every::text as row from every order by id"],
  },
  "whole tables, one that needs the other, with counters, computed and quoted names": {
    up: [
      'create schema "Odd.Schema"',
      `create table "Odd.Schema"."Order ""Lines"".x" ("Key.One" integer, "two?" text, primary key ("Key.One", "two?"), "Note" text default 'none')`,
      `create table child (id integer generated always as identity primary key, number serial, one integer, two text,
         twice integer generated always as (one * 2) stored, foreign key (one, two) references "Odd.Schema"."Order ""Lines"".x",
         parent integer references child)`,
    ],
    rows: [
      `insert into "Odd.Schema"."Order ""Lines"".x" values (1, 'a', null), (1, 'b', default), (2, '', 'x')`,
      "insert into child (one, two, parent) values (1, 'a', 2), (2, '', null), (null, null, 1)",
    ],
    losses: ["table:child", 'table:Odd.Schema.Order "Lines".x'],
    down: ["drop table child", `drop table "Odd.Schema"."Order ""Lines"".x"`],
    forward: [
      `create table "Odd.Schema"."Order ""Lines"".x" ("Key.One" integer, "two?" text, primary key ("Key.One", "two?"), "Note" text default 'none')`,
      `create table child (id integer generated always as identity primary key, number serial, one integer, two text,
         twice integer generated always as (one * 2) stored, foreign key (one, two) references "Odd.Schema"."Order ""Lines"".x",
         parent integer references child)`,
    ],
    photographs: [
      `select l::text as row from "Odd.Schema"."Order ""Lines"".x" l order by 1`,
      "select child::text as row from child order by id",
    ],
  },
  "a column of a table without a key, whose rows are alike": {
    up: [
      'create table "No Key" (name text, "Doc" json, number integer default 1, kept text, here text, safe_rollback_row text, doomed integer, "Also.Doomed" text default \'d\')',
    ],
    rows: [
      `insert into "No Key" (name, "Doc", doomed, "Also.Doomed") values ('a', '{}', 1, 'x'), ('a', '{}', 2, 'y'), ('b', null, null, null), (null, null, 3, 'z')`,
    ],
    losses: ["column:No Key.doomed", "column:No Key.Also.Doomed"],
    down: ['alter table "No Key" drop column doomed, drop column "Also.Doomed"'],
    forward: ['alter table "No Key" add column doomed integer, add column "Also.Doomed" text default \'d\''],
    photographs: [`select n::text as row from "No Key" n order by 1`],
  },
  "rows of a partitioned table that are deleted": {
    up: [
      "create table events (id integer, at integer, note text, primary key (id, at)) partition by range (at)",
      "create table events_1 partition of events for values from (0) to (10)",
      "create table events_2 partition of events for values from (10) to (20)",
    ],
    rows: ["insert into events select n, n, 'n' || n from generate_series(0, 14) n"],
    losses: ["rows:events", "column:events.note"],
    down: ["delete from events where id > 3"],
    forward: [],
    photographs: ["select events::text as row from events order by id"],
  },
  "a key that is made of a type of our own": {
    up: [...TYPES, "create table felt (feels mood, size positive, primary key (feels, size), note text)"],
    rows: ["insert into felt values ('sad', 1, 'x'), ('it''s ok', 1, null)"],
    losses: ["column:felt.note"],
    down: ["alter table felt drop column note"],
    forward: ["alter table felt add column note text"],
    photographs: ["select felt::text as row from felt order by 1"],
  },
};

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => {
  await server.stop();
});

describe("rows kept aside in PostgreSQL", () => {
  it.each(Object.keys(STORIES))("come back by the SQL that is printed: %s", async (name) => {
    const { before, after, state } = await play(
      STORIES[name] as KeepStory,
      `shop_${Object.keys(STORIES).indexOf(name)}`,
    );
    expect(state).toBe("kept");
    expect(before.flat().length).toBeGreaterThan(1);
    expect(after).toEqual(before);
  });

  it("are missing, then kept, then changed, and kept again", async () => {
    const { where, order } = await small("states");
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

  it("are listed with how many they are, and without a value", async () => {
    const { where, order } = await small("listed");
    await rowKeeper.keep(where, order);
    const kept = await rowKeeper.kept(where, order.planId);
    await owner.end();
    expect(kept).toEqual([
      {
        migration: "b",
        source: "public.t",
        copy: expect.stringMatching(/^safe_rollback_0123456789abcdef\."public_t_[0-9a-f]{8}"$/) as string,
        rows: 2,
        restore: [expect.stringContaining("update public.t as target set doomed = kept.doomed") as string],
      },
    ]);
  });

  it("are not kept, and nothing is changed, by a user who may make no place for them", async () => {
    const { where, order } = await small("forbidden");
    await owner.query("create role keeper_less login password 'marked-Secret.7'; grant select on t to keeper_less");
    const address = addressOf(server.urlOf("forbidden").replace(server.user, "keeper_less"));
    const refused = rowKeeper.keep({ ...where, address }, order);
    await expect(refused).rejects.toMatchObject({ trouble: { code: "not-permitted" } });
    await owner.end();
  });
});

async function small(name: string): Promise<{ readonly where: Reachable; readonly order: KeepOrder }> {
  await opened(name, [
    "create table t (id integer primary key, doomed text)",
    "insert into t values (1, 'x'), (2, null)",
  ]);
  const where = { address: addressOf(server.urlOf(name)), tunnel: undefined };
  return { where, order: { planId: "0123456789abcdef", migration: "b", losses: ["column:t.doomed"] } };
}

async function opened(name: string, statements: readonly string[]): Promise<void> {
  await server.createDatabase(name);
  owner = new pg.Client(server.urlOf(name));
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
}

async function play(story: KeepStory, name: string): Promise<Played> {
  await opened(name, []);
  const where = { address: addressOf(server.urlOf(name)), tunnel: undefined };
  const run = async (text: string): Promise<readonly unknown[]> => (await owner.query<{ row: unknown }>(text)).rows;
  const played = await playKeepStory(story, run, { where, planId: "0123456789abcdef" });
  await owner.end();
  return played;
}
