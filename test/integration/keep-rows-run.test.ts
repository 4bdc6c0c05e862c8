// From the plan to the SQL that puts rows back: a real database and real files; only the cluster is made up.
import type { Report } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Request } from "../../src/model/request.ts";
import type { World } from "../../src/ports/world.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabases } from "../../src/database/connect.ts";
import { rowKeeper } from "../../src/database/keep/keeper.ts";
import { directRunner } from "../../src/database/revert.ts";
import { judges } from "../../src/judge-range.ts";
import { createLocalMigrations } from "../../src/local/migrations.ts";
import { migrators } from "../../src/migrators/all.ts";
import { makePlan, rollback } from "../../src/rollback.ts";
import { secretOf } from "../../src/secret.ts";
import { situation } from "../support/builders.ts";
import { startPostgres } from "../support/databases.ts";
import { fakeWorld } from "../support/fake-world.ts";

let server: DatabaseServer;
let owner: pg.Client;
let directory: string;
let database = 0;
let url: string;

const UP =
  "alter table users add column verified boolean not null default false; create table notes (id serial primary key, body text);";
const DOWN = "drop table notes; alter table users drop column verified;";

beforeAll(async () => {
  server = await startPostgres();
  directory = mkdtempSync(join(tmpdir(), "migrations-"));
  const first = "create table users (id integer primary key, name text);";
  writeFileSync(join(directory, "1_users.sql"), `-- migrate:up\n${first}\n-- migrate:down\ndrop table users;\n`);
  writeFileSync(join(directory, "2_verify.sql"), `-- migrate:up\n${UP}\n-- migrate:down\n${DOWN}\n`);
});

afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

beforeEach(async () => {
  const name = `shop_${(database += 1)}`;
  await server.createDatabase(name);
  url = server.urlOf(name);
  owner = new pg.Client(url);
  await owner.connect();
  await owner.query(
    "create table schema_migrations (version varchar primary key); insert into schema_migrations values ('1'), ('2')",
  );
  await owner.query(`create table users (id integer primary key, name text); ${UP}`);
  await owner.query(
    "insert into users values (1, 'a', true), (2, 'b', false), (3, 'c', true); insert into notes (body) values ('x')",
  );
});

describe("a rollback that destroys what was written", () => {
  it("counts it, keeps it, and prints what brings it back", async () => {
    const before = await photograph();
    const report = await run({ yes: true, accept: ["rows-would-be-lost"] });
    expect(report).toMatchObject({ outcome: "completed", kept: [{ rows: 1 }, { rows: 3 }], exitCode: 0 });
    expect(report.plan?.revert[0]?.loses).toEqual([
      { object: "table:notes", rows: 1, rowsSince: 1 },
      { object: "column:users.verified", rows: 2, rowsSince: 2 },
    ]);
    await owner.query(UP);
    for (const { restore } of report.kept.toReversed()) for (const statement of restore) await owner.query(statement);
    const after = await photograph();
    await owner.end();
    expect(after).toEqual(before);
  });

  it("stops at another number than the one that was agreed to", async () => {
    const { id } = await planned();
    await owner.query("insert into notes (body) values ('late')");
    const report = await run({ yes: false, accept: [], confirm: id });
    expect(report).toMatchObject({ outcome: "stale", exitCode: 5 });
    const rows = (await photograph()).length;
    await owner.end();
    expect(rows).toBe(5);
  });

  it("keeps nothing when it is told so", async () => {
    const report = await run({ yes: true, accept: ["rows-would-be-lost"] }, { keepRows: "off" });
    const { rowCount } = await owner.query("select from pg_namespace where nspname like 'safe_rollback_%'");
    await owner.end();
    expect([report.outcome, report.kept, rowCount]).toEqual(["completed", [], 0]);
  });
});

describe("a rollback that destroys what was written into a SQLite file", () => {
  it("counts it, keeps it, and prints what brings it back", async () => {
    const file = join(directory, "shop.db");
    await owner.end();
    let lite = new DatabaseSync(file);
    lite.exec(
      "create table schema_migrations (version varchar primary key); insert into schema_migrations values (1), (2)",
    );
    lite.exec(`create table users (id integer primary key, name text); ${UP}`);
    lite.exec("insert into users values (1, 'a', 1), (2, 'b', 0); insert into notes (body) values ('x'), ('y')");
    const photographs = ["select * from users order by id", "select * from notes order by id"];
    const before = photographs.map((query) => lite.prepare(query).all());
    lite.close();
    url = `sqlite:${file}`;
    const report = await run({ yes: true, accept: ["rows-would-be-lost"] });
    expect(report).toMatchObject({ outcome: "completed", kept: [{ rows: 2 }, { rows: 2 }], exitCode: 0 });
    lite = new DatabaseSync(file);
    lite.exec(UP);
    lite.exec(
      `${report.kept
        .toReversed()
        .flatMap(({ restore }) => restore)
        .join(";\n")};`,
    );
    const after = photographs.map((query) => lite.prepare(query).all());
    lite.close();
    expect(after).toEqual(before);
  });
});

async function planned(): Promise<Plan> {
  return makePlan(asked({ yes: false, accept: [] }), world());
}

async function run(consent: Request["consent"], flags: Request["flags"] = {}): Promise<Report> {
  return rollback(asked(consent, flags), world());
}

function asked(consent: Request["consent"], flags: Request["flags"] = {}): Request {
  return {
    target: { kind: "Deployment", namespace: "shop", name: "myapp" },
    ...{ toRevision: 1, dryRun: "none", consent },
    flags: {
      ...{ tool: "dbmate", via: "direct", revert: "all", toMigration: "1", localMigrations: directory },
      ...{ databaseUrlFrom: "environment", ...flags },
    },
  };
}

function world(): World {
  const fake = fakeWorld(situation());
  return {
    ...fake.world,
    ...{ databases: createDatabases(secretOf(url)), migrators, judges },
    ...{ local: createLocalMigrations(), direct: directRunner, keeper: rowKeeper },
  };
}

async function photograph(): Promise<readonly unknown[]> {
  const users = await owner.query<{ row: string }>("select users::text as row from users order by id");
  const notes = await owner.query<{ row: string }>("select notes::text as row from notes order by id");
  return [...users.rows, ...notes.rows];
}
