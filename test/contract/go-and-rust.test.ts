// The tools of Go and Rust that no registry carries, by their sources: see tools/sourced.ts. And what of
// sql-migrate, which Debian has, is no business of the contract's.
import type { DatabaseHome, DatabaseServer } from "../support/databases.ts";
import type { SourcedTool } from "./tools/sourced.ts";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { startInstalledMariaDb } from "./installed-mariadb.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { photograph } from "./photograph.ts";
import { createProject } from "./project.ts";
import { revertDirectly } from "./reverting.ts";
import { TIMES, createShop } from "./sourced-shop.ts";
import { diesel, goose, golangMigrate, refinery, sqlx } from "./tools/sourced.ts";
import { sqlMigrates } from "./tools/sql-migrate.ts";

const TOOLS = [golangMigrate, goose, sqlx, diesel, refinery];

const MARKING = TOOLS.flatMap((tool) => (tool.dirty === undefined ? [] : [[tool.name, tool, tool.dirty] as const]));

const salted = (text: string): string => String(BigInt.asUintN(32, BigInt(crc32(text)) * 1_486_364_155n));

interface Lock {
  readonly title: string;
  readonly tool: SourcedTool;
  /** What is locked in a database of this name. */
  readonly keyIn: (name: string) => string;
}

/** golang-migrate's own name for a database depends on how it was opened. */
const LOCKS_ON_POSTGRESQL: readonly Lock[] = [
  {
    title: "golang-migrate, given a URL,",
    tool: golangMigrate,
    keyIn: (name) => salted(`public\0schema_migrations\0/${name}`),
  },
  {
    title: "golang-migrate, given a connection,",
    tool: golangMigrate,
    keyIn: (name) => salted(`public\0schema_migrations\0${name}`),
  },
  { title: "sqlx' library", tool: sqlx, keyIn: (name) => String(0x3d32ad9en * BigInt(crc32(name))) },
];

const LOCKS_ON_MARIADB: readonly Lock[] = [
  { title: "golang-migrate", tool: golangMigrate, keyIn: (name) => salted(`${name}:schema_migrations`) },
  { title: "sqlx' library", tool: sqlx, keyIn: (name) => (0x3d32ad9en * BigInt(crc32(name))).toString(16) },
];

interface Home {
  readonly title: string;
  readonly start: () => Promise<DatabaseHome>;
  readonly locks: readonly Lock[];
  readonly take: string;
}

/** On SQLite they keep others out within one program, or not at all. */
const HOMES: readonly Home[] = [
  { title: "PostgreSQL", start: startPostgres, locks: LOCKS_ON_POSTGRESQL, take: "select pg_advisory_lock(?)" },
  { title: "MariaDB", start: startInstalledMariaDb, locks: LOCKS_ON_MARIADB, take: "select get_lock(?, 1)" },
  { title: "SQLite", start: makeSqliteFiles, locks: [], take: "" },
];

describe.each(HOMES)("by its source, on $title", ({ start, locks, take }) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  it.each(TOOLS)("by its source: recognises the ledger of $name, and nobody else does", async (tool) => {
    const shop = await createShop(tool, server);
    const all = Object.values(migrators);
    const columns = await shop.ask(async (database) => database.columns(all.flatMap(({ tables }) => tables)));
    expect(all.filter((migrator) => migrator.recognise(columns)).map(({ name }) => name)).toEqual([tool.name]);
  });

  it.each(TOOLS)("by its source: reads the ledger of $name, with its times where they are instants", async (tool) => {
    const shop = await createShop(tool, server);
    const instant = (time: string): string => `${time.replace(" ", "T")}.000Z`;
    const told = { true: instant, false: () => null }[`${tool.tells[server.dialect]}`];
    expect(await shop.read()).toEqual({
      table: tool.table,
      applied: Object.entries(TIMES).map(([name, time]) => ({ name, appliedAt: told(time) })),
      dirty: [],
      lock: null,
      complete: true,
    });
  });

  it.each(TOOLS)("by its source: takes back the newest of $name, and its row", async (tool) => {
    const shop = await createShop(tool, server);
    await shop.revertNewest();
    expect(await shop.read()).toMatchObject({ applied: [{ name: "20240101000000" }], dirty: [] });
    const columns = await shop.ask(async (database) => database.columns(["users"]));
    expect(columns.get("users")).toEqual(new Set(["id"]));
  });

  it.each(MARKING)("by its source: sees what %s left half done", async (_, tool, dirty) => {
    const shop = await createShop(tool, server);
    await shop.run(dirty);
    expect((await shop.read()).dirty).toEqual(["20240102000000"]);
  });

  it.each(locks)("by its source: sees the lock of $title while it is held", async ({ tool, keyIn }) => {
    const shop = await createShop(tool, server);
    const key = keyIn(shop.name);
    const files = await shop.known();
    const { lock } = await shop.ask(async (database) => {
      await database.query(take, [key]);
      return shop.migrator.readLedger(database, { variables: {} }, files);
    });
    expect(lock).toMatchObject({
      what: expect.stringContaining(`lock ${key}) is held`) as string,
      holder: expect.stringMatching(/^session \d+/) as string,
    });
    expect((await shop.read()).lock).toBeNull();
  });
});

describe("sql-migrate", () => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => server.stop());

  it.each(sqlMigrates.slice(0, 1))("is not left to its own down, which may run ups instead", async (tool) => {
    const project = await createProject(tool, server);
    const write = (name: string): void =>
      project.write(
        `${name}.sql`,
        `-- +migrate Up\ncreate table t${name} (id int);\n-- +migrate Down\ndrop table t${name};\n`,
      );
    ["1", "3"].forEach(write);
    await project.apply();
    write("2");
    const { output } = await project.run({ argv: ["sql-migrate", "down", "-limit=1"], environment: {} });
    const tables = await project.ask(async (database) => database.columns(["t1", "t2", "t3"]));
    expect({ output, tables: [...tables.keys()], ledger: namesIn(await ledgerOf(project)) }).toEqual({
      output: "Applied 2 migrations\n",
      tables: ["t1", "t2"],
      ledger: ["1.sql"],
    });
    expect(project.migrator.revertCommand({ name: "3.sql", file: "3.sql", staying: ["1.sql"] }, project.settings)).toBe(
      undefined,
    );
    project.remove();
  });

  it.each(sqlMigrates.slice(0, 1))("has downs run one by one that no transaction may hold", async (tool) => {
    const project = await createProject(tool, server);
    project.add(1);
    project.write(
      "20240199000000_last.sql",
      `-- +migrate Up notransaction\ncreate index concurrently a on users (id);\ncreate index concurrently b on users (id);
-- +migrate Down notransaction\ndrop index concurrently a;\ndrop index concurrently b;\n`,
    );
    await project.apply();
    await revertDirectly(project, "20240199000000_last.sql");
    expect(namesIn(await ledgerOf(project))).toEqual(["20240101000000_create_users.sql"]);
    expect(JSON.stringify(await project.ask(photograph))).not.toMatch(/"named":"[ab]"/);
    project.remove();
  });
});

describe("sql-migrate on SQLite", () => {
  it.each(sqlMigrates.filter(({ dialects }) => dialects.includes("sqlite")))(
    "leaves the time at which each was applied, late ones too",
    async (tool) => {
      const files = await makeSqliteFiles();
      const project = await createProject(tool, files);
      const before = Date.now();
      project.add(5, 3);
      await project.apply();
      project.add(5);
      await project.apply();
      const { applied } = await ledgerOf(project);
      project.remove();
      await files.stop();
      expect(applied.at(-1)?.name).toBe("20240104000000_add_email_verified.sql");
      const times = applied.map(({ appliedAt }) => Date.parse(String(appliedAt)));
      expect(times).toEqual(times.toSorted((left, right) => left - right));
      expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
      expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());
    },
  );
});
