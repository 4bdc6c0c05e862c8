import type { Database } from "../../../src/ports.ts";
import type { DatabaseServer } from "../../support/databases.ts";
import type { Knex } from "knex";
import createKnex from "knex";
import { createDatabases } from "../../../src/database/connect.ts";
import { secretOf } from "../../../src/secret.ts";
import { startPostgres } from "../../support/databases.ts";
import { startInstalledMariaDb } from "../installed-mariadb.ts";

/** The servers on which a ledger is made by hand, by the statements of its tool's source. */
export const SERVERS: readonly Server[] = [
  { title: "PostgreSQL", start: startPostgres, client: "pg", quote: '"' },
  { title: "MariaDB", start: startInstalledMariaDb, client: "mysql2", quote: "`" },
];

interface Server {
  readonly title: "PostgreSQL" | "MariaDB";
  readonly start: () => Promise<DatabaseServer>;
  readonly client: "pg" | "mysql2";
  readonly quote: string;
}

/** A database of this name, with whoever writes by hand. The caller ends the connection. */
export async function shopOn(server: DatabaseServer, client: string, name: string): Promise<Knex> {
  await server.createDatabase(name);
  return createKnex({ client, connection: server.urlOf(name) });
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
