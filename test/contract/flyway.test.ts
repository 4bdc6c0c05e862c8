// No registry carries Flyway: its ledger is made by the statements that its source gives, in getRawCreateScript of
// flyway-database-postgresql's PostgreSQLDatabase and of flyway-mysql's MySQLDatabase.
import type { Ledger } from "../../src/model/migration.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Knex } from "knex";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabases } from "../../src/database/connect.ts";
import { directRunner } from "../../src/database/revert.ts";
import { flyway } from "../../src/migrators/flyway.ts";
import { secretOf } from "../../src/secret.ts";
import { SERVERS, ask, shopOn } from "./tools/by-source.ts";

const TABLE = "flyway_schema_history";

const FIXTURE = join(import.meta.dirname, "../fixtures/migrations/flyway");

const FILES = flyway.knownFrom([...textsIn("db/migration"), ...textsIn("undo")]);

const LOCKS = {
  PostgreSQL: "select pg_advisory_lock(77431708279161 + 2125624436)",
  MariaDB: "select get_lock('Flyway--1695041341', 1)",
} as const;

describe.each(SERVERS)("by its source: flyway on $title", ({ title, start, client, quote }) => {
  let server: DatabaseServer;
  let knex: Knex;
  let made = 0;
  let name = "";

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  beforeEach(async () => {
    name = made === 0 ? "shop" : `shop_${made}`;
    made += 1;
    knex = await shopOn(server, client, name);
    await knex.raw(
      `create table ??.${quote}${TABLE}${quote} (installed_rank INT NOT NULL PRIMARY KEY, version VARCHAR(50),
         description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL, checksum INTEGER,
         installed_by VARCHAR(100) NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT now(),
         execution_time INTEGER NOT NULL, success BOOLEAN NOT NULL)`,
      [client === "pg" ? "public" : name],
    );
  });

  afterEach(async () => knex.destroy());

  const ledger = async (): Promise<Ledger> =>
    ask(server.urlOf(name), async (database) => flyway.readLedger(database, { variables: {} }, FILES));

  const record = async (...rows: readonly (readonly [string | null, string, boolean])[]): Promise<void> => {
    const newest = (await knex(TABLE).pluck("installed_rank")).length;
    const all = rows.map(([version, type, success], at) => ({
      installed_rank: newest + at + 1,
      ...{ version, type, success, description: "a view", script: "x.sql", installed_by: "app", execution_time: 1 },
    }));
    await knex(TABLE).insert(all);
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
    for (const statement of statementsOf(textsIn("db/migration"))) await knex.raw(statement);
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
    expect(await knex(TABLE).pluck("type").orderBy("installed_rank")).toEqual(["SQL", "SQL", "SQL", "SQL", "UNDO_SQL"]);
    const columns = await ask(server.urlOf(name), async (database) => database.columns(["users"]));
    expect(columns.get("users")).toEqual(new Set(["email", "id", "legacy_status"]));
  });

  it("by its source: keeps the row of a migration whose script fails", async () => {
    await record(["1", "SQL", true]);
    await expect(revert("1")).rejects.toThrow("the down failed");
    expect(await names()).toEqual(["1"]);
  });

  it("by its source: shows who holds its lock", async () => {
    // Flyway's number or name is made of the ledger's quoted name, `shop` here; both were computed with Java.
    await knex.raw(LOCKS[title]);
    const lock = { PostgreSQL: "advisory lock", MariaDB: "named lock" }[title];
    const at = { PostgreSQL: name, MariaDB: "shop" }[title];
    await ask(server.urlOf(at), async (database) => {
      const { lock: held } = await flyway.readLedger(database, { variables: {} }, FILES);
      expect(held).toMatchObject({ what: expect.stringContaining(lock) as string });
      expect(held?.holder).toMatch(/^session \d+/);
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

/** MariaDB takes them one by one. A question mark would stand for a value. */
function statementsOf(files: readonly { readonly text: string }[]): readonly string[] {
  return files
    .flatMap(({ text }) => text.trim().split(/;\n?/))
    .filter(Boolean)
    .map((text) => text.replaceAll("?", "\\?"));
}

function never(): never {
  throw new Error("the fixture has a script for it");
}
