// A down over a direct connection copies what it destroys in its own transaction.
import type { DirectRevert } from "../../src/model/direct-revert.ts";
import type { KeepOrder } from "../../src/model/kept.ts";
import type { Reachable } from "../../src/ports/database.ts";
import type { DatabaseServer } from "../support/databases.ts";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { rowKeeper } from "../../src/database/keep/keeper.ts";
import { directRunner } from "../../src/database/revert.ts";
import { startPostgres } from "../support/databases.ts";
import { addressOf } from "../support/open-database.ts";

let server: DatabaseServer;
let owner: pg.Client;
let where: Reachable;
let database = 0;

const ORDER: KeepOrder = { planId: "0123456789abcdef", migration: "b", losses: ["column:t.doomed"] };
const DOWN: DirectRevert = {
  ...{ kind: "sql", text: "alter table t drop column doomed", transaction: true },
  unrecord: { text: "delete from ledger where name = ?", values: ["b"] },
};

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

beforeEach(async () => {
  const name = `shop_${(database += 1)}`;
  await server.createDatabase(name);
  owner = new pg.Client(server.urlOf(name));
  await owner.connect();
  await owner.query("create table t (id integer primary key, doomed text); insert into t values (1, 'x')");
  await owner.query("create table ledger (name text); insert into ledger values ('b')");
  where = { address: addressOf(server.urlOf(name)), tunnel: undefined };
});

afterEach(async () => owner.end());

it("copies rows that came after the first copy", async () => {
  await rowKeeper.keep(where, ORDER);
  await owner.query("insert into t values (2, 'late')");
  await directRunner.revert(where, DOWN, ORDER);
  const [copy = ""] = (await rowKeeper.kept(where, ORDER.planId)).map((kept) => kept.copy);
  const { rows } = await owner.query<{ doomed: string }>(`select doomed from ${copy} order by id`);
  expect(rows).toEqual([{ doomed: "x" }, { doomed: "late" }]);
});

it("copies before the down has its locks, and waits for whoever is still writing", async () => {
  const writer = new pg.Client(server.urlOf(`shop_${database}`));
  await writer.connect();
  await writer.query("begin; insert into t values (2, 'late')");
  const reverted = directRunner.revert(where, DOWN, ORDER);
  await writer.query("select pg_sleep(0.5); commit");
  await reverted;
  await writer.end();
  expect(await rowKeeper.kept(where, ORDER.planId)).toMatchObject([{ rows: 2 }]);
});

it("keeps nothing of a down that fails", async () => {
  const failing = { ...DOWN, text: "alter table t drop column doomed; select 1 / 0" };
  await expect(directRunner.revert(where, failing, ORDER)).rejects.toMatchObject({ trouble: { code: "step-failed" } });
  expect(await rowKeeper.kept(where, ORDER.planId)).toEqual([]);
});
