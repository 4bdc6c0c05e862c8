import type { Database } from "../../../src/ports/database.ts";
import type { DatabaseHome, DatabaseServer } from "../../support/databases.ts";
import { createDatabases } from "../../../src/database/connect.ts";
import { secretOf } from "../../../src/secret.ts";
import { startPostgres } from "../../support/databases.ts";
import { makeSqliteFiles } from "../../support/sqlite-files.ts";
import { startInstalledMariaDb } from "../installed-mariadb.ts";

/** The servers on which a ledger is made by hand, by the statements of its tool's source. */
export const SERVERS: readonly Server[] = [
  { title: "PostgreSQL", start: startPostgres },
  { title: "MariaDB", start: startInstalledMariaDb },
];

/** And SQLite, which is none. */
export const HOMES: readonly Home[] = [...SERVERS, { title: "SQLite", start: makeSqliteFiles }];

interface Server {
  readonly title: "PostgreSQL" | "MariaDB";
  readonly start: () => Promise<DatabaseServer>;
}

interface Home {
  readonly title: "PostgreSQL" | "MariaDB" | "SQLite";
  readonly start: () => Promise<DatabaseHome>;
}

/** Opens the database for reading, as the program does, and closes it again. */
export async function ask<T>(url: string, question: (database: Database) => Promise<T>): Promise<T> {
  const databases = createDatabases(secretOf(url));
  const nothing = { variables: new Map(), unresolved: new Map() };
  const settings = {} as Parameters<typeof databases.locate>[1];
  const database = await databases.open(databases.locate(nothing, settings, { urlVariables: [] }));
  try {
    return await question(database);
  } finally {
    await database.close();
  }
}
