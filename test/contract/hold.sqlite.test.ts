// What keeps readers waiting on SQLite, as its hazards say: asked of a file that is larger than the cache.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROWS = 120_000;

let home = "";

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "sqlite-hold-"));
});

afterAll(() => rm(home, { recursive: true }));

/** Whether another connection reads while the statement's transaction is open. */
async function isReadable(mode: "delete" | "wal", statement: string): Promise<boolean> {
  const file = join(await mkdtemp(join(home, mode)), "app.db");
  const writer = new DatabaseSync(file);
  writer.exec(`pragma journal_mode = ${mode}; create table t (a integer primary key, b text, c text)`);
  writer.exec(
    `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${ROWS}) insert into t select i, hex(randomblob(20)), 'x' from n`,
  );
  const reader = new DatabaseSync(file, { timeout: 0, readOnly: true });
  writer.exec(`begin; ${statement}`);
  try {
    return reader.prepare("select count(*) as rows from t").get()?.["rows"] === ROWS;
  } catch (error) {
    expect(String(error)).toContain("database is locked");
    return false;
  } finally {
    writer.close();
    reader.close();
  }
}

describe("a statement of SQLite in a transaction", () => {
  it.each(["alter table t drop column c", "create index t_b on t (b)", "update t set b = b || 'x'"])(
    "keeps readers out of a large table, but not in WAL mode: %s",
    async (statement) => {
      expect([await isReadable("delete", statement), await isReadable("wal", statement)]).toEqual([false, true]);
    },
  );

  it.each(["alter table t add column d text", "alter table t rename to u"])("lets them read: %s", async (statement) => {
    expect(await isReadable("delete", statement)).toBe(true);
  });
});
