import type { KnownMigration, Ledger } from "../../src/model/migration.ts";
import type { Address, Database } from "../../src/ports/database.ts";
import type { Migrator } from "../../src/ports/migrator.ts";
import type { DatabaseHome } from "../support/databases.ts";
import type { SourcedTool } from "./tools/sourced.ts";
import { createDatabases } from "../../src/database/connect.ts";
import { directRunner } from "../../src/database/revert.ts";
import { migrators } from "../../src/migrators/all.ts";
import { secretOf } from "../../src/secret.ts";
import { knownIn } from "./tools/written.ts";

/** A database as a tool would have left it after the two migrations of `sourced.ts`. */
export interface SourcedShop {
  readonly migrator: Migrator;
  readonly name: string;
  readonly known: () => Promise<readonly KnownMigration[]>;
  /** Writes behind the tool's back. */
  readonly run: (...statements: readonly string[]) => Promise<void>;
  /** Opens the database for reading and closes it again. */
  ask<T>(question: (database: Database) => Promise<T>): Promise<T>;
  read(): Promise<Ledger>;
  revertNewest(): Promise<void>;
}

export const TIMES: Readonly<Record<string, string>> = {
  "20240101000000": "2024-02-02 10:00:00",
  "20240102000000": "2024-02-03 10:00:00",
};

export async function createShop(tool: SourcedTool, server: DatabaseHome): Promise<SourcedShop> {
  const name = `shop_${(made += 1)}`;
  await server.createDatabase(name);
  const migrator = migrators[tool.name];
  const databases = createDatabases(secretOf(server.urlOf(name)));
  const address = databases.locate(NOTHING, FROM_FILE, { urlVariables: [] });
  const known = async (): Promise<readonly KnownMigration[]> => knownIn(tool.name, tool.files);
  const ask: SourcedShop["ask"] = async (question) => {
    const database = await databases.open(address);
    try {
      return await question(database);
    } finally {
      await database.close();
    }
  };
  const read = async (): Promise<Ledger> => {
    const files = await known();
    return ask(async (database) => migrator.readLedger(database, { variables: {} }, files));
  };
  const run = async (...statements: readonly string[]): Promise<void> =>
    server.session(name, [IN_UTC[server.dialect], ...statements].join(";\n"));
  await run(
    "create table users (id integer primary key, extra varchar(20))",
    `create table ${tool.table} (${tool.columns[server.dialect]})`,
    ...Object.entries(TIMES).map(([version, time]) => tool.insert(version, time)),
  );
  return {
    migrator,
    name,
    known,
    run,
    ask,
    read,
    revertNewest: async () => revertNewest(migrator, address, await known(), await read()),
  };
}

async function revertNewest(
  migrator: Migrator,
  address: Address,
  ...[known, { table, applied }]: readonly [readonly KnownMigration[], Ledger]
): Promise<void> {
  const names = applied.map(({ name }) => name);
  const newest = known.find(({ name }) => name === names.at(-1));
  if (newest === undefined) throw new Error("no file explains the newest migration");
  const target = { name: newest.name, file: newest.file, staying: names.slice(0, -1), ledger: table };
  const what = migrator.revertDirectly(newest, target, { variables: {} });
  if (what === undefined) throw new Error(`${newest.name} cannot be reverted from here`);
  await directRunner.revert({ address, tunnel: undefined }, what, undefined);
}

/** In UTC, so that a time without a zone is known to the test. */
const IN_UTC: Readonly<Record<DatabaseHome["dialect"], string>> = {
  postgresql: "set timezone = 'UTC'",
  mariadb: "set time_zone = '+00:00'",
  sqlite: "select 1",
};

const NOTHING = { variables: new Map(), unresolved: new Map() };

const FROM_FILE = {
  databaseUrlFrom: { value: "file", from: "flag" },
  revert: { value: "auto", from: "default" },
  via: { value: "direct", from: "default" },
  order: { value: "schema-first", from: "default" },
  jobTimeoutSeconds: { value: 600, from: "default" },
  jobLabels: { value: {}, from: "default" },
  keepMesh: { value: false, from: "default" },
  keepRows: { value: "auto", from: "default" },
  keepRowsMaxBytes: { value: 1_073_741_824, from: "default" },
} as const;

let made = 0;
