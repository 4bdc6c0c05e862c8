import type { Tunnel } from "../ports/cluster.ts";
import type { Row } from "../ports/database.ts";
import type { Verification } from "./certificates.ts";
import type { DialectRules, Purpose } from "./dialect.ts";
import type { UrlParts } from "./url.ts";
import { connect } from "node:net";
// MySQL and MariaDB, through the driver `mysql2`. TLS parameters are those of Go's driver, which dbmate uses
// (github.com/go-sql-driver/mysql, "tls"), of mysql2's URLs (`ssl`), of MySQL's own clients (`ssl-mode`) and of the JDBC
// drivers (`sslMode`, `useSSL`).
import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { Knex } from "knex";
import { tlsOptions } from "./certificates.ts";
import { mysqlCounting } from "./count/mysql.ts";
import {
  APPLICATION_NAME,
  connectTimeoutMs,
  LOCK_TIMEOUT_SECONDS,
  READ_TIMEOUT_SECONDS,
  SILENT,
  poolFor,
} from "./dialect.ts";
import { mysqlKeeping } from "./keep/mysql.ts";
import { mysqlSchema } from "./schema/mysql.ts";
import { mysqlServer } from "./server-identity.ts";

export const mysql: DialectRules = {
  schemes: ["mysql", "mysql2"],
  clients: ["mysql", "mysql2"],
  defaultPort: 3306,
  attempts: (parts, purpose, through) => tlsWishes(parts).map((ssl) => configOf(parts, purpose, { ssl, through })),
  mayTryNext: (error) => (error as { code?: string }).code === "HANDSHAKE_NO_SSL_SUPPORT",
  seenQuery: "select version() as version, coalesce(database(), '') as name",
  seen: ({ version }) => ({
    dialect: /mariadb/i.test(String(version)) ? "mariadb" : "mysql",
    version: String(version).split("-")[0] ?? "",
  }),
  readingLimits: (dialect) => [
    "set time_zone = '+00:00'",
    dialect === "mariadb"
      ? `set max_statement_time = ${READ_TIMEOUT_SECONDS}`
      : `set max_execution_time = ${READ_TIMEOUT_SECONDS * 1_000}`,
  ],
  columnsQuery: (tables) =>
    `select table_schema as in_schema, table_name as in_table, lower(column_name) as column_name,
       case when table_schema = database() then 1 end as place
     from information_schema.columns where table_name in (${Array(tables).fill("?").join(", ")})`,
  server: mysqlServer,
  schemaDdl: mysqlSchema,
  counting: mysqlCounting,
  keeping: mysqlKeeping,
  withoutValues: (text) => text,
  rowsOf: (response) => (response as readonly [readonly Row[]])[0],
  deletedBy: (response) => (response as readonly [{ affectedRows: number }])[0].affectedRows,
  transactionalDdl: false,
  writingLimits: [],
  runText: async (connection, text) =>
    new Promise((resolve, reject) => {
      (connection as MysqlConnection).query(text, (error) => (error === null ? resolve() : reject(error)));
    }),
};

export const mariadb: DialectRules = { ...mysql, schemes: ["mariadb"], clients: ["mariadb"] };

/** What to try, in order; `false` is a plain connection. Nothing said is like `preferred`, as with MySQL's clients. */
export function tlsWishes(parts: UrlParts): readonly (MysqlTls | false)[] {
  if (parts.host.startsWith("/")) return [false];
  const verification = VERIFICATION.get(wordOf(parts.parameters).toLowerCase());
  if (verification === "off") return [false];
  if (verification === undefined) return [mysqlTls(parts, "none"), false];
  return [mysqlTls(parts, verification)];
}

function wordOf(parameters: ReadonlyMap<string, string>): string {
  const told = ["tls", "ssl-mode", "sslmode", "sslMode"].map((name) => parameters.get(name)).find(Boolean);
  return told ?? sslParameter(parameters.get("ssl") ?? parameters.get("useSSL"));
}

/** mysql2's own form may be JSON such as `{"rejectUnauthorized":false}`, or the name of a set of authorities. */
function sslParameter(value: string | undefined): string {
  if (value === undefined || !value.startsWith("{")) return value ?? "";
  return /"rejectUnauthorized"\s*:\s*false/.test(value) ? "skip-verify" : "verify_ca";
}

/** mysql2 verifies a name only when told to, by a property of its own. */
interface MysqlTls extends ConnectionOptions {
  readonly verifyIdentity: boolean;
}

function mysqlTls(parts: UrlParts, verification: Verification): MysqlTls {
  return { ...tlsOptions(parts, verification), verifyIdentity: verification === "full" };
}

interface MysqlConnection {
  query(text: string, done: (error: Error | null) => void): void;
}

function configOf(
  parts: UrlParts,
  purpose: Purpose,
  { ssl, through }: { ssl: MysqlTls | false; through: Tunnel | undefined },
): Knex.Config {
  const { user, password, name } = parts;
  const connection = {
    ...socketConfig(parts, through),
    user,
    password,
    ...(name !== "" && { database: name }),
    ...(ssl !== false && { ssl }),
    // Only while reading: a migration's own dates must be written as the application would.
    ...(purpose === "read" && { timezone: "Z" }),
    multipleStatements: purpose === "write",
    connectTimeout: connectTimeoutMs(through),
    connectAttributes: { program_name: APPLICATION_NAME },
  };
  return {
    client: "mysql2",
    connection,
    pool: { ...poolFor(purpose), afterCreate: purpose === "read" ? refuseWrites : limitWaiting },
    acquireConnectionTimeout: 2 * connectTimeoutMs(through),
    log: SILENT,
  };
}

interface SocketConfig {
  readonly socketPath?: string;
  readonly host?: string;
  readonly port?: number;
  readonly stream?: () => Socket;
}

/** Through a tunnel the host stays the original one, for which the certificate is verified. */
function socketConfig({ host, port }: UrlParts, through: Tunnel | undefined): SocketConfig {
  if (host.startsWith("/")) return { socketPath: host };
  if (through === undefined) return { host, port };
  return { host, port, stream: () => connect(through.port, through.host) };
}

type Done = (error: Error | null, connection: unknown) => void;

/** MariaDB 10.11 runs DDL even in a transaction that is read only; it refuses when the whole session is. */
function refuseWrites(connection: MysqlConnection, done: Done): void {
  connection.query("set session transaction read only", (error) => done(error, connection));
}

/** DDL waits for metadata locks, DML for rows'; each has a limit of its own. */
function limitWaiting(connection: MysqlConnection, done: Done): void {
  const limits = `set lock_wait_timeout = ${LOCK_TIMEOUT_SECONDS}, innodb_lock_wait_timeout = ${LOCK_TIMEOUT_SECONDS}`;
  connection.query(limits, (error) => done(error, connection));
}

const VERIFICATION: ReadonlyMap<string, Verification | "off"> = new Map([
  ["true", "full"],
  ["verify_identity", "full"],
  ["verify-full", "full"],
  ["verify_ca", "chain"],
  ["verify-ca", "chain"],
  ["amazon rds", "chain"],
  ["skip-verify", "none"],
  ["required", "none"],
  ["require", "none"],
  ["false", "off"],
  ["disabled", "off"],
  ["disable", "off"],
]);
