import type { DatabaseAccess } from "./e2e-cluster.ts";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
// A database of its own for a test, owned by the user whose password must not be seen anywhere.
import type { Knex } from "knex";
import knex from "knex";
import { MARKED_PASSWORD } from "./mark.ts";

export interface ShopDatabase {
  readonly name: string;
  /** The URL that releases get; it works from Pods and from here. */
  readonly url: string;
  /** The same URL with other parts. */
  urlWith(parts: UrlParts): string;
  /** A connection as the owner. */
  readonly connection: Knex;
  /** Applies migrations with knex from here, as a release would. */
  migrate(files: Readonly<Record<string, string>>): Promise<void>;
  /** Names in the tool's ledger, oldest first. */
  ledger(tool?: LedgerTool): Promise<readonly string[]>;
  columnsOf(table: string): Promise<readonly string[]>;
  /** Every table with its columns, indexes and rows. */
  dump(): Promise<unknown>;
  /** Keeps everybody from altering the table until what it returns is called. */
  hold(table: string): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface UrlParts {
  readonly password?: string;
  readonly host?: string;
  readonly port?: number;
  readonly parameters?: string;
}

export type LedgerTool = "knex" | "dbmate" | "rails" | "django" | "alembic" | "laravel" | "node-pg-migrate";

type Dialect = "postgresql" | "mariadb";

export async function createShopDatabase(
  server: DatabaseAccess,
  dialect: Dialect,
  place: { readonly name: string; readonly directory: string },
): Promise<ShopDatabase> {
  const { name } = place;
  await create(server, dialect, name);
  const urlWith = (parts: UrlParts): string => urlOf({ ...server, name }, dialect, parts);
  const url = urlWith({});
  const connection = knex({ client: CLIENT[dialect], connection: url, pool: { min: 0, max: 4 } });
  const held: Knex.Transaction[] = [];
  return {
    name,
    url,
    urlWith,
    connection,
    migrate: async (files) => {
      const directory = await writeMigrations(files, join(place.directory, `migrations-${Object.keys(files).length}`));
      await connection.migrate.latest({ directory });
    },
    ledger: async (tool = "knex") => {
      const { table, order, name: column } = LEDGERS[tool];
      return connection(table).orderBy(order).pluck<string[]>(column);
    },
    columnsOf: async (table) => Object.keys(await connection(table).columnInfo()).toSorted(),
    dump: async () => dump(connection, dialect),
    hold: async (table) => {
      const transaction = await connection.transaction();
      held.push(transaction);
      await transaction(table).select().limit(1);
      return async () => {
        await transaction.rollback();
      };
    },
    close: async () => {
      for (const transaction of held) if (!transaction.isCompleted()) await transaction.rollback();
      await connection.destroy();
    },
  };
}

/** Writes migrations into a new directory, whose path it returns. */
export async function writeMigrations(files: Readonly<Record<string, string>>, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return directory;
}

async function create({ administrator }: DatabaseAccess, dialect: Dialect, name: string): Promise<void> {
  const server = knex({ client: CLIENT[dialect], connection: administrator });
  try {
    if (dialect === "postgresql") {
      await server.raw("create database ?? owner shop", [name]);
      return;
    }
    await server.raw("create database ??", [name]);
    await server.raw("grant all on ??.* to 'shop'@'%'", [name]);
  } finally {
    await server.destroy();
  }
}

function urlOf(at: { host: string; port: number; name: string }, dialect: Dialect, parts: UrlParts): string {
  const { password = MARKED_PASSWORD, host = at.host, port = at.port, parameters = PARAMETERS[dialect] } = parts;
  return `${SCHEME[dialect]}://shop:${encodeURIComponent(password)}@${host}:${port}/${at.name}${parameters}`;
}

async function dump(connection: Knex, dialect: Dialect): Promise<unknown> {
  const schema = connection.raw(SCHEMA[dialect]);
  const tables = await connection("information_schema.tables")
    .where("table_schema", schema)
    .orderBy("table_name")
    .pluck<string[]>("table_name");
  const contents = tables.map(async (table) => ({
    table,
    columns: await connection(table).columnInfo(),
    indexes: await indexesOf(connection, dialect, table),
    rows: (await connection(table).select()).map((row) => JSON.stringify(row)).toSorted(),
  }));
  return Promise.all(contents);
}

async function indexesOf(connection: Knex, dialect: Dialect, table: string): Promise<readonly string[]> {
  if (dialect === "postgresql") return connection("pg_indexes").where("tablename", table).pluck<string[]>("indexdef");
  const [rows] = await connection.raw<readonly [readonly { readonly Key_name: string }[]]>("show index from ??", [
    table,
  ]);
  return rows.map((row) => row.Key_name);
}

const VERSIONS = { table: "schema_migrations", order: "version", name: "version" } as const;

/** Where tools keep their ledgers, as far as tests look into them. */
const LEDGERS: Readonly<Record<LedgerTool, { readonly table: string; readonly order: string; readonly name: string }>> =
  {
    knex: { table: "knex_migrations", order: "id", name: "name" },
    dbmate: VERSIONS,
    rails: VERSIONS,
    django: { table: "django_migrations", order: "id", name: "name" },
    alembic: { table: "alembic_version", order: "version_num", name: "version_num" },
    laravel: { table: "migrations", order: "id", name: "migration" },
    "node-pg-migrate": { table: "pgmigrations", order: "id", name: "name" },
  };

const SCHEMA = { postgresql: "current_schema()", mariadb: "database()" } as const;
const CLIENT = { postgresql: "pg", mariadb: "mysql2" } as const;
const SCHEME = { postgresql: "postgres", mariadb: "mysql" } as const;
/** dbmate's driver for PostgreSQL wants TLS unless told otherwise; the servers of these tests have none. */
const PARAMETERS = { postgresql: "?sslmode=disable", mariadb: "" } as const;
