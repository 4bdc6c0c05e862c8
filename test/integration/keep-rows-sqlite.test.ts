// Rows of a SQLite file that are kept beside it, and in the transaction of a down.
import type { DirectRevert } from "../../src/model/direct-revert.ts";
import type { KeepOrder } from "../../src/model/kept.ts";
import type { Reachable } from "../../src/ports/database.ts";
import type { KeepStory, Played } from "../support/keep-story.ts";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rowKeeper } from "../../src/database/keep/keeper.ts";
import { directRunner } from "../../src/database/revert.ts";
import { playKeepStory } from "../support/keep-story.ts";
import { addressOf, openDatabase } from "../support/open-database.ts";

const PLAN_ID = "0123456789abcdef";

let directory: string;
let file: string;
let where: Reachable;
let owner: DatabaseSync;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "safe-rollback-keep's "));
  file = join(directory, "shop.db");
  owner = new DatabaseSync(file);
  where = { address: addressOf(`sqlite:${file}`), tunnel: undefined };
});

afterEach(() => {
  owner.close();
  rmSync(directory, { recursive: true });
});

const EVERY = [
  ...["a_int integer", "a_text text", "a_real real", "a_numeric numeric", "a_blob blob", "a_none", "a_any any"],
  ...["a_nocase text collate nocase", "a_twice integer generated always as (a_int * 2) virtual"],
];
const STORED = EVERY.slice(0, -1).map((column) => column.split(" ")[0] ?? "");
const PHOTOGRAPH = ["a_twice", ...STORED].map((name) => `typeof(${name}) || ':' || coalesce(hex(${name}), '-')`);

const VALUES = [
  "9223372036854775807, 'it''s ? \\ \n 😀' || char(0) || 'x', 0.1, '1e3', x'00ff5c27', '1', 1, 'Ab'",
  "'no number', 1, 3, 1.5, 'text', x'31', 1.0, 'aB'",
  "null, x'ff', 9e999, '0x10', 7, 2.0, '2', null",
];

const LINES = `create table "Order ""Lines"".x" ("Key.One" int, "two?" text, "Note" text, primary key ("Key.One", "two?")) without rowid`;
const CHILD = `create table child (id integer primary key autoincrement, one int, two text, twice int generated always as (one * 2) stored,
  foreign key (one, two) references "Order ""Lines"".x" ("Key.One", "two?"))`;

const STORIES: Readonly<Record<string, KeepStory>> = {
  "columns of every kind, with values of every type in each": {
    up: [`create table every (id integer primary key, kept text, ${EVERY.join(", ")})`],
    rows: VALUES.map((values, id) => `insert into every (id, ${STORED.join(", ")}) values (${id}, ${values})`),
    losses: EVERY.map((column) => `column:every.${column.split(" ")[0] ?? ""}`),
    down: EVERY.toReversed().map((column) => `alter table every drop column ${column.split(" ")[0] ?? ""}`),
    forward: EVERY.map((column) => `alter table every add column ${column}`),
    photographs: [`select id, ${PHOTOGRAPH.join(" || '|' || ")} as photo from every order by id`],
  },
  "whole tables, one that needs the other, with counters, computed and quoted names": {
    up: ["pragma foreign_keys = on", LINES, CHILD],
    rows: [
      `insert into "Order ""Lines"".x" values (1, 'a', null), (1, 'b', 'n'), (2, '', 'x')`,
      "insert into child (one, two) values (1, 'a'), (2, ''), (null, null)",
      "delete from child where id = 1",
    ],
    losses: ["table:child", `table:Order "Lines".x`],
    down: ["drop table child", `drop table "Order ""Lines"".x"`],
    forward: [LINES, CHILD],
    photographs: [`select * from "Order ""Lines"".x" order by 1, 2`, "select * from child order by id"],
  },
  "a column of a table without a key, some of whose rows are alike": {
    up: [`create table "No Key" (rowid text, doomed int, "Also.Doomed" text default 'd')`],
    rows: [
      `insert into "No Key" values ('a', 1, 'x'), ('b', null, null), (null, 3, 'z'), ('a', 2, 'y'), (null, 4, 'w')`,
    ],
    losses: ["column:No Key.doomed", "column:No Key.Also.Doomed"],
    down: [`alter table "No Key" drop column doomed`, `alter table "No Key" drop column "Also.Doomed"`],
    forward: [
      `alter table "No Key" add column doomed int`,
      `alter table "No Key" add column "Also.Doomed" text default 'd'`,
    ],
    photographs: [`select * from "No Key" order by _rowid_`],
  },
  "a column of a table whose key may be null, more than once": {
    up: ["create table loose (code text primary key, note text, doomed text)"],
    rows: ["insert into loose values (null, 'a', '1'), (null, 'b', '2'), ('x', null, '3')"],
    losses: ["column:loose.doomed"],
    down: ["alter table loose drop column doomed"],
    forward: ["alter table loose add column doomed text"],
    photographs: ["select * from loose order by rowid"],
  },
};

describe("rows kept aside of SQLite", () => {
  it.each(Object.keys(STORIES))("come back by the SQL that is printed: %s", async (name) => {
    const { before, after, state } = await play(STORIES[name] as KeepStory);
    expect(state).toBe("kept");
    expect(before.flat().length).toBeGreaterThan(2);
    expect(after).toEqual(before);
  });

  it("lie in a file of their own, and leave the database as it was", async () => {
    const order = opened();
    const before = owner.prepare("select * from sqlite_master").all();
    expect(await rowKeeper.state(where, order)).toBe("missing");
    expect(existsSync(`${file}.safe_rollback_${PLAN_ID}`)).toBe(false);
    await rowKeeper.keep(where, order);
    const beside = new DatabaseSync(`${file}.safe_rollback_${PLAN_ID}`, { readOnly: true });
    const [listed] = beside.prepare("select migration, source, row_count from kept").all();
    beside.close();
    expect(listed).toEqual({ migration: "b", source: '"t"', row_count: 2 });
    expect(owner.prepare("select * from sqlite_master").all()).toEqual(before);
  });

  it("may be read by those who may read the database, and by nobody else", async () => {
    const order = opened();
    chmodSync(file, 0o640);
    await rowKeeper.keep(where, order);
    expect(statSync(`${file}.safe_rollback_${PLAN_ID}`).mode & 0o777).toBe(0o640);
  });

  it.each([
    "update t set doomed = 'y' where id = 1",
    "update t set doomed = 1 where id = 2",
    "delete from t where id = 2",
  ])("are missing, then kept, then changed, and kept again: %s", async (change) => {
    const order = opened();
    const states = [await rowKeeper.state(where, order)];
    await rowKeeper.keep(where, order);
    states.push(await rowKeeper.state(where, order));
    owner.exec(change);
    states.push(await rowKeeper.state(where, order));
    await rowKeeper.keep(where, order);
    states.push(await rowKeeper.state(where, order));
    expect(states).toEqual(["missing", "kept", "changed", "kept"]);
  });

  it("are known by their size beforehand", async () => {
    const { losses } = opened();
    const database = await openDatabase(`sqlite:${file}`);
    expect(await database.keepable([...losses, "table:gone"])).toEqual([
      { kind: "can", bytes: 4096 },
      { kind: "cannot", because: "it is not there" },
    ]);
    await database.close();
  });
});

describe("a down over a connection to a SQLite file", () => {
  it("copies rows that came after the first copy, and waits for whoever is still writing", async () => {
    const order = opened();
    owner.exec("create table ledger (name text); insert into ledger values ('b')");
    await rowKeeper.keep(where, order);
    const writer = new Worker(WRITER, { eval: true, workerData: file });
    await once(writer, "message");
    await directRunner.revert(where, DOWN, order);
    await once(writer, "exit");
    expect(await rowKeeper.kept(where, PLAN_ID)).toMatchObject([{ rows: 3 }]);
    expect(owner.prepare("select * from t").all()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it("keeps the first copy when it fails", async () => {
    const order = opened();
    owner.exec("create table ledger (name text)");
    await rowKeeper.keep(where, order);
    owner.exec("insert into t values (3, 'late')");
    await expect(directRunner.revert(where, DOWN, order)).rejects.toMatchObject({ trouble: { code: "step-failed" } });
    expect(await rowKeeper.kept(where, PLAN_ID)).toMatchObject([{ rows: 2 }]);
  });
});

/** Writes, says so, and commits half a second later. */
const WRITER = `const { parentPort, workerData } = require("node:worker_threads");
  const database = new (require("node:sqlite").DatabaseSync)(workerData);
  database.exec("begin immediate; insert into t values (3, 'late')");
  parentPort.postMessage("writing");
  setTimeout(() => database.exec("commit"), 500);`;

const DOWN: DirectRevert = {
  ...{ kind: "sql", text: "alter table t drop column doomed", transaction: true },
  unrecord: { text: "delete from ledger where name = ?", values: ["b"] },
};

function opened(): KeepOrder {
  owner.exec("create table t (id integer primary key, doomed); insert into t values (1, 'x'), (2, '1')");
  return { planId: PLAN_ID, migration: "b", losses: ["column:t.doomed"] };
}

async function play(story: KeepStory): Promise<Played> {
  const run = async (text: string): Promise<unknown> => {
    const statement = owner.prepare(text);
    statement.setReadBigInts(true);
    return statement.all();
  };
  return playKeepStory(story, run, { where, planId: PLAN_ID });
}
