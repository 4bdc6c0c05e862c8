// What the live catalog adds to a judgement: types that no migration file tells, and where the schema has drifted.
import type { KnownMigration } from "../../src/model/migration.ts";
import type { Situation } from "../../src/model/situation.ts";
import type { DatabaseServer } from "../support/databases.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judges } from "../../src/judge-range.ts";
import { known } from "../../src/model/evidence.ts";
import { judgedBetween } from "../../src/observe/judged.ts";
import { liveDdl } from "../../src/observe/live-ddl.ts";
import { sqlBetween } from "../../src/observe/sql-between.ts";
import { situation } from "../support/builders.ts";
import { startPostgres } from "../support/databases.ts";
import { openDatabase } from "../support/open-database.ts";

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase("shop");
  const owner = new pg.Client({ connectionString: server.urlOf("shop") });
  await owner.connect();
  await owner.query("create table users (id integer primary key, plan text, visits bigint)");
  await owner.end();
});

afterAll(async () => server.stop());

function migration(name: string, up: string | undefined, down: string): KnownMigration {
  return {
    name,
    file: `${name}.sql`,
    down: { kind: "sql", text: down, transaction: true },
    ...(up !== undefined && { up }),
  };
}

/** The first one is known to both images, the second to the leaving one alone. */
async function judgedOf(first: string | undefined, up: string, down: string): ReturnType<typeof judgedBetween> {
  const database = await openDatabase(server.urlOf("shop"));
  const files = [migration("a", first, "drop table users"), migration("b", up, down)];
  const seen: Situation = {
    ...situation({ ledger: "a b", returning: "a", leaving: known(files, "image", "files in the image") }),
  };
  try {
    const reached = {
      kind: "connected",
      database,
      address: {} as never,
      tunnel: undefined,
      route: "connection",
    } as const;
    const sql = await sqlBetween(seen, async () => new Map());
    return await judgedBetween(sql, seen, { judges, readLive: async () => liveDdl(reached) });
  } finally {
    await database.close();
  }
}

describe("a judgement with the live schema", () => {
  it("knows what only the catalog tells: a column's type, though nobody saw the file that made the table", async () => {
    const seen = await judgedOf(
      undefined,
      "alter table users add column age integer",
      "alter table users alter visits type integer",
    );
    expect(seen).toMatchObject({
      value: { migrations: [{ judgement: { newOnReverted: { verdict: "writes_break", when: "if_data" } } }] },
    });
  });

  it("says where the schema is not what the migrations imply", async () => {
    const seen = await judgedOf(
      "create table users (id integer primary key, plan varchar(20), visits bigint)",
      "alter table users add column age integer",
      "alter table users drop column age",
    );
    expect(seen).toMatchObject({
      value: {
        drift: [
          "column users.plan is text, and the migrations made it character varying",
          "column users.age is not there",
        ],
      },
    });
  });
});
