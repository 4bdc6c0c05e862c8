import type { Row } from "../ports/database.ts";
import type { DialectRules, Purpose } from "./dialect.ts";
import type { UrlParts } from "./url.ts";
// SQLite, through Node's own `node:sqlite`, which wants no addon: knex speaks to it as it does to better-sqlite3. A
// connection is to a file of this machine, so nothing here ever makes one that is not there.
import { accessSync, constants } from "node:fs";
import type * as NodeSqlite from "node:sqlite";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Knex } from "knex";
import createKnex from "knex";
import { sqliteCounting } from "./count/sqlite.ts";
import { LOCK_TIMEOUT_SECONDS, SILENT } from "./dialect.ts";
import { addRowDigest } from "./keep/sqlite-checksum.ts";
import { sqliteKeeping } from "./keep/sqlite.ts";
import { sqliteSchema } from "./schema/sqlite.ts";
import { sqliteServer } from "./server-identity.ts";

export const sqlite: DialectRules = {
  schemes: ["sqlite", "sqlite3", "file"],
  clients: ["sqlite", "sqlite3", "better-sqlite3"],
  defaultPort: null,
  attempts: (parts, purpose) => [configOf(parts, purpose)],
  mayTryNext: () => false,
  seenQuery: "select sqlite_version() as version",
  seen: ({ version }) => ({ dialect: "sqlite", version: String(version) }),
  readingLimits: () => [],
  columnsQuery: (tables) =>
    `select 'main' as in_schema, m.name as in_table, lower(c.name) as column_name, 1 as place
     from sqlite_master m join pragma_table_info(m.name) c
     where m.type in ('table', 'view') and m.name in (${Array(tables).fill("?").join(", ")})`,
  server: sqliteServer,
  schemaDdl: sqliteSchema,
  counting: sqliteCounting,
  keeping: sqliteKeeping,
  withoutValues: (text) => text,
  rowsOf: (response) => [...(response as readonly Row[])],
  deletedBy: (response) => (response as Answer).changes,
  transactionalDdl: true,
  writingLimits: [],
  runText: async (connection, text) => (connection as DatabaseSync).exec(text),
};

/** Rows, and how many of them the statement changed. */
type Answer = Row[] & { readonly changes: number };

interface FileConnection {
  readonly filename: string;
  readonly purpose: Purpose;
  readonly foreignKeys: boolean;
}

function configOf({ name, parameters }: UrlParts, purpose: Purpose): Knex.Config {
  // SQLite itself leaves foreign keys unchecked, and a DROP TABLE that checks them deletes rows elsewhere. The words for
  // checking them are those of Go's driver (github.com/mattn/go-sqlite3, "Connection String") and Java's, which takes any
  // pragma (org.xerial:sqlite-jdbc, its SQLiteConfig).
  const told = ["_foreign_keys", "_fk", "foreign_keys"].map((word) => parameters.get(word)).find(Boolean) ?? "";
  const foreignKeys = ["1", "yes", "true", "on"].includes(told.toLowerCase());
  return {
    client: clientOfNode(),
    connection: { filename: name, purpose, foreignKeys } satisfies FileConnection as Knex.Sqlite3ConnectionConfig,
    pool: { min: 0, max: 1 },
    useNullAsDefault: true,
    log: SILENT,
  };
}

/** What knex' client for better-sqlite3 has, and its types leave out. */
interface SqliteClient {
  readonly connectionSettings: FileConnection;
  _driver(): object;
  acquireRawConnection(): Promise<DatabaseSync>;
  _query(connection: DatabaseSync, asked: Asked): Promise<Asked>;
  _formatBindings(bindings: readonly unknown[] | undefined): SQLInputValue[];
}

interface Asked {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
  response?: Answer;
  context?: { readonly lastID: number; readonly changes: number };
}

/** Made when it is wanted: knex loads what it needs for a dialect then, and most rollbacks want another one. */
function clientOfNode(): typeof Knex.Client {
  const forAddon = createKnex({ client: "better-sqlite3", useNullAsDefault: true, log: SILENT }).client as object;
  const Base = forAddon.constructor as new (config: Knex.Config) => SqliteClient;
  class NodeSqliteClient extends Base {
    override _driver(): object {
      return {};
    }

    override async acquireRawConnection(): Promise<DatabaseSync> {
      return opened(this.connectionSettings);
    }

    override async _query(connection: DatabaseSync, asked: Asked): Promise<Asked> {
      const { purpose } = this.connectionSettings;
      const rows = connection
        .prepare(purpose === "write" ? writing(asked.sql) : asked.sql)
        .all(...this._formatBindings(asked.bindings));
      const [made] = connection.prepare("select changes() as changes, last_insert_rowid() as id").all();
      const changes = Number(made?.["changes"]);
      asked.response = Object.assign(rows, { changes });
      asked.context = { lastID: Number(made?.["id"]), changes };
      return asked;
    }
  }
  return NodeSqliteClient as unknown as typeof Knex.Client;
}

/**
 * knex begins every transaction in the same words. One that reads before it writes is refused where another one has
 * written in between; one that says at once that it will write waits for the other.
 */
function writing(sql: string): string {
  return sql === "BEGIN;" ? "begin immediate" : sql;
}

/** @throws ENOENT, EACCES: SQLite would make a file that is not there */
function opened({ filename, purpose, foreignKeys }: FileConnection): DatabaseSync {
  const writes = purpose === "write";
  accessSync(filename, writes ? constants.R_OK | constants.W_OK : constants.R_OK);
  const database = new (nodeSqlite().DatabaseSync)(filename, {
    readOnly: !writes,
    enableForeignKeyConstraints: foreignKeys,
  });
  database.exec(`pragma busy_timeout = ${LOCK_TIMEOUT_SECONDS * 1_000}`);
  addRowDigest(database);
  return database;
}

/** Node 22 warns on standard error that the module is experimental. */
function nodeSqlite(): typeof NodeSqlite {
  const emitWarning = Object.getOwnPropertyDescriptor(process, "emitWarning") ?? {};
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    Object.defineProperty(process, "emitWarning", emitWarning);
  }
}
