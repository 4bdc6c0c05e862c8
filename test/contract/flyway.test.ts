// No registry carries Flyway: its ledger is made by the statements that its source gives, in getRawCreateScript of
// flyway-database-postgresql's PostgreSQLDatabase, flyway-mysql's MySQLDatabase and flyway-core's SQLiteDatabase.
import type { Ledger } from "../../src/model/migration.ts";
import type { DatabaseHome } from "../support/databases.ts";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabases } from "../../src/database/connect.ts";
import { directRunner } from "../../src/database/revert.ts";
import { flyway } from "../../src/migrators/flyway.ts";
import { secretOf } from "../../src/secret.ts";
import { HOMES, ask } from "./tools/by-source.ts";

const TABLE = "flyway_schema_history";

const HOUR = 3_600_000;

const FIXTURE = join(import.meta.dirname, "../fixtures/migrations/flyway");

const FILES = flyway.knownFrom([...textsIn("db/migration"), ...textsIn("undo")]);

/** Flyway's number or name is made of the ledger's quoted name, in MariaDB's database `shop` here; both were computed with Java. */
const LOCKS: Readonly<
  Record<(typeof HOMES)[number]["title"], readonly { readonly sql: string; readonly what: string }[]>
> = {
  PostgreSQL: [{ sql: "select pg_advisory_lock(77431708279161 + 2125624436)", what: "advisory lock" }],
  MariaDB: [{ sql: "select get_lock('Flyway--1695041341', 1)", what: "named lock" }],
  SQLite: [],
};

const INSTALLED_ON = {
  PostgreSQL: "timestamp not null default now()",
  MariaDB: "timestamp not null default now()",
  SQLite: "text not null default (strftime('%Y-%m-%d %H:%M:%f', 'now'))",
} as const;

describe.each(HOMES)("by its source: flyway on $title", ({ title, start }) => {
  let server: DatabaseHome;
  let made = 0;
  let name = "";

  beforeAll(async () => {
    server = await start();
    await make("shop");
  });

  afterAll(async () => server.stop());

  beforeEach(async () => {
    made += 1;
    await make(`shop_${made}`);
  });

  const make = async (database: string): Promise<void> => {
    name = database;
    await server.createDatabase(name);
    await write(`create table "${TABLE}" (installed_rank int not null primary key, version varchar(50),
      description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null, checksum integer,
      installed_by varchar(100) not null, installed_on ${INSTALLED_ON[title]}, execution_time integer not null,
      success boolean not null)`);
  };

  const write = async (text: string): Promise<void> => server.session(name, text);

  const ledger = async (): Promise<Ledger> =>
    ask(server.urlOf(name), async (database) => flyway.readLedger(database, { variables: {} }, FILES));

  const types = async (): Promise<readonly unknown[]> => {
    const text = `select type from ${TABLE} order by installed_rank`;
    return (await ask(server.urlOf(name), async (database) => database.query(text))).map(({ type }) => type);
  };

  const record = async (...rows: readonly (readonly [string | null, string, boolean])[]): Promise<void> => {
    const newest = (await types()).length;
    const values = rows.map(([version, type, success], at) => {
      const told = version === null ? "null" : `'${version}'`;
      return `(${newest + at + 1}, ${told}, 'a view', '${type}', 'x.sql', 'app', 1, ${success})`;
    });
    await write(
      `insert into ${TABLE} (installed_rank, version, description, type, script, installed_by, execution_time, success)
       values ${values.join(", ")}`,
    );
  };

  const names = async (): Promise<readonly string[]> => (await ledger()).applied.map((migration) => migration.name);

  it("by its source: is recognised, and read by the last row of each migration", async () => {
    await record(["1", "SQL", true], ["2", "SQL", true], [null, "SQL", true], ["2", "UNDO_SQL", true]);
    await record(["3", "SQL", false], ["4", "SQL", true], ["4", "DELETE", true], ["5.0", "JDBC", true]);
    expect(await ledger()).toMatchObject({ dirty: ["3"], lock: null, complete: true });
    expect(await names()).toEqual(["1", "R__a_view", "5.0"]);
    const columns = await ask(server.urlOf(name), async (database) => database.columns(flyway.tables));
    expect(flyway.recognise(columns)).toBe(true);
  });

  it("by its source: takes what lies below a baseline for applied", async () => {
    await record(["3", "BASELINE", true], ["4", "SQL", true]);
    expect(await names()).toEqual(["1", "2", "3", "4"]);
  });

  it("by its source: reverts by the team's scripts, in whichever order rows came, and keeps what was undone before", async () => {
    for (const { text } of textsIn("db/migration")) await write(text);
    await record(
      ["1", "SQL", true],
      ["2", "SQL", true],
      ["3", "SQL", true],
      ["4", "SQL", true],
      ["4", "UNDO_SQL", true],
    );
    await record(["4", "SQL", true], ["5.0", "SQL", true]);
    for (const going of ["5.0", "4"]) await revert(going);
    expect(await names()).toEqual(["1", "2", "3"]);
    expect(await types()).toEqual(["SQL", "SQL", "SQL", "SQL", "UNDO_SQL"]);
    const columns = await ask(server.urlOf(name), async (database) => database.columns(["users"]));
    expect(columns.get("users")).toEqual(new Set(["email", "id", "legacy_status"]));
  });

  it("by its source: keeps the row of a migration whose script fails", async () => {
    await record(["1", "SQL", true]);
    await expect(revert("1")).rejects.toThrow("the down failed");
    expect(await names()).toEqual(["1"]);
  });

  it("by its source: tells when each was applied, but for PostgreSQL's times, which have no zone", async () => {
    await record(["1", "SQL", true]);
    const [hours] = (await ledger()).applied.map(
      ({ appliedAt }) => (Date.now() - Date.parse(String(appliedAt))) / HOUR,
    );
    expect(Math.abs(Math.round(Number(hours)))).toBe({ PostgreSQL: Number.NaN, MariaDB: 0, SQLite: 0 }[title]);
  });

  it.each(LOCKS[title])("by its source: shows who holds its lock", async ({ sql, what }) => {
    name = { PostgreSQL: name, MariaDB: "shop", SQLite: name }[title];
    await server.session(name, sql, async () => {
      const { lock } = await ledger();
      expect(lock).toMatchObject({
        what: expect.stringContaining(what) as string,
        holder: expect.stringMatching(/^session \d+/) as string,
      });
    });
  });

  async function revert(going: string): Promise<void> {
    const target = { name: going, file: going, staying: [] };
    const [what] = FILES.filter((known) => known.name === going).map((known) =>
      flyway.revertDirectly(known, target, { variables: {} }),
    );
    const databases = createDatabases(secretOf(server.urlOf(name)));
    const settings = {} as Parameters<typeof databases.locate>[1];
    const address = databases.locate({ variables: new Map(), unresolved: new Map() }, settings, { urlVariables: [] });
    await directRunner.revert({ address, tunnel: undefined }, what ?? never(), undefined);
  }
});

function textsIn(folder: string): { readonly name: string; readonly text: string; readonly down: null }[] {
  const directory = join(FIXTURE, folder);
  const names = readdirSync(directory).toSorted();
  return names.map((name) => ({ name, text: readFileSync(join(directory, name), "utf8"), down: null }));
}

function never(): never {
  throw new Error("the fixture has a script for it");
}
