import type { RangeJudgement } from "../../src/model/judgement.ts";
// A live schema of SQLite: what its own compiler refuses of the downs, newest first.
import type { KnownMigration } from "../../src/model/migration.ts";
import type { Situation } from "../../src/model/situation.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judges } from "../../src/judge-range.ts";
import { known } from "../../src/model/evidence.ts";
import { judgedBetween } from "../../src/observe/judged.ts";
import { liveDdl } from "../../src/observe/live-ddl.ts";
import { sqlBetween } from "../../src/observe/sql-between.ts";
import { situation } from "../support/builders.ts";
import { openDatabase } from "../support/open-database.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sqlite-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface Written {
  readonly up: string;
  readonly down: string;
}

const FIRST: Written = { up: "create table users (id integer primary key, name text)", down: "drop table users" };

async function judged(...written: readonly Written[]): Promise<RangeJudgement> {
  const file = join(directory, "shop.db");
  const files = [FIRST, ...written].map(({ up, down }, place): KnownMigration => {
    const name = "abc".charAt(place);
    return { name, file: `${name}.sql`, up, down: { kind: "sql", text: down, transaction: true } };
  });
  const owner = new DatabaseSync(file);
  owner.exec([FIRST, ...written].map(({ up }) => up).join(";"));
  owner.close();
  const leaving = known(files, "image", "files in the image");
  const ledger = files.map(({ name }) => name).join(" ");
  const asked = situation({ ledger, returning: "a", leaving });
  const seen: Situation = { ...asked, database: { ...asked.database, dialect: "sqlite" } };
  const database = await openDatabase(`sqlite://${file}`);
  try {
    const reached = {
      kind: "connected",
      database,
      address: {} as never,
      tunnel: undefined,
      route: "connection",
    } as const;
    const sql = await sqlBetween(seen, async () => new Map());
    const found = await judgedBetween(sql, seen, { judges, readLive: async () => liveDdl(reached) });
    return (found as { readonly value: RangeJudgement }).value;
  } finally {
    await database.close();
  }
}

describe("a judgement with the live schema of a SQLite file", () => {
  it("says of a down that SQLite cannot compile on it that it fails", async () => {
    const { migrations } = await judged({
      up: "create view named as select name from users",
      down: "drop view named; create index by_size on users (length(name, 2))",
    });
    expect(migrations).toMatchObject([{ judgement: { down: { succeeds: "no" } } }]);
  });

  it("compiles a down on what the newer ones leave", async () => {
    const { migrations } = await judged(
      { up: "alter table users add column age integer", down: "alter table users drop column age" },
      { up: "create index by_age on users (age)", down: "drop index by_age" },
    );
    expect(migrations).toMatchObject([
      { judgement: { down: { succeeds: "yes" } } },
      { judgement: { down: { succeeds: "yes" } } },
    ]);
  });

  it("does not say of an older down that it fails because of a newer one that does", async () => {
    const { migrations } = await judged(
      { up: "alter table users add column age integer", down: "alter table users drop column age" },
      { up: "create index by_age on users (age)", down: "drop index by_name" },
    );
    expect(migrations.at(-1)).toMatchObject({ judgement: { down: { succeeds: "no" } } });
  });
});
