import type { Tunnel } from "../ports/cluster.ts";
import type { Row } from "../ports/database.ts";
import type { DialectRules, Purpose } from "./dialect.ts";
import type { UrlParts } from "./url.ts";
// PostgreSQL, through the driver `pg`. Parameters of the URL mean what libpq's documentation
// ("Database Connection Control Functions") says, since the container's own tools mostly follow it.
import type { ConnectionOptions } from "node:tls";
import type { Knex } from "knex";
import { namesAuthority, tlsOptions } from "./certificates.ts";
import { postgresCounting } from "./count/postgres.ts";
import {
  APPLICATION_NAME,
  connectTimeoutMs,
  LOCK_TIMEOUT_SECONDS,
  READ_TIMEOUT_SECONDS,
  SILENT,
  poolFor,
} from "./dialect.ts";
import { postgresKeeping } from "./keep/postgres.ts";
import { postgresSchema } from "./schema/postgres.ts";
import { postgresServer } from "./server-identity.ts";

export const postgres: DialectRules = {
  schemes: ["postgres", "postgresql", "pg"],
  clients: ["pg", "pgsql", "postgres", "postgresql", "pg-native"],
  defaultPort: 5432,
  attempts: (parts, purpose, through) => tlsWishes(parts).map((ssl) => configOf(parts, purpose, { ssl, through })),
  mayTryNext: (error) => {
    const { message, code } = error as { message?: string; code?: string };
    return message === NO_TLS || code === NOT_IN_PG_HBA;
  },
  seenQuery: "select current_setting('server_version') as version, current_database() as name",
  seen: ({ version }) => ({ dialect: "postgresql", version: String(version).split(" ")[0] ?? "" }),
  // `set local`, because a pooler in transaction mode would hand a session's setting to the next client.
  readingLimits: () => [`set local statement_timeout = '${READ_TIMEOUT_SECONDS}s'`],
  // What information_schema.columns would say, rights included; that view takes ten times as long.
  columnsQuery: (tables) =>
    `select nspname as in_schema, relname as in_table, lower(attname) as column_name,
       array_position(current_schemas(false), nspname) as place
     from pg_catalog.pg_attribute
       join pg_catalog.pg_class on pg_class.oid = attrelid
       join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
     where relname in (${Array(tables).fill("?").join(", ")})
       and relkind in ('r', 'p', 'v', 'f') and attnum > 0 and not attisdropped
       and (pg_has_role(relowner, 'USAGE')
         or has_column_privilege(pg_class.oid, attnum, 'SELECT, INSERT, UPDATE, REFERENCES'))`,
  server: postgresServer,
  schemaDdl: postgresSchema,
  counting: postgresCounting,
  keeping: postgresKeeping,
  // knex takes a question mark for the place of a value, in this dialect even where no values are given.
  withoutValues: (text) => text.replaceAll("?", String.raw`\?`),
  rowsOf: (response) => (response as { rows: readonly Row[] }).rows,
  deletedBy: (response) => (response as { rowCount: number }).rowCount,
  transactionalDdl: true,
  writingLimits: [`set local lock_timeout = '${LOCK_TIMEOUT_SECONDS}s'`],
  // Without values, `pg` uses the simple protocol, which takes several statements at once.
  runText: async (connection, text) => {
    await (connection as { query(text: string): Promise<unknown> }).query(text);
  },
};

/**
 * What to try for an `sslmode`, in order; `false` is a plain connection. As with libpq, `require` does not verify
 * unless there is a root certificate, and `prefer` is the default. `no-verify` and `ssl` are the Node driver's own.
 */
export function tlsWishes(parts: UrlParts): readonly (ConnectionOptions | false)[] {
  if (parts.host.startsWith("/")) return [false];
  return WISHES[modeOf(parts.parameters)](parts);
}

type SslMode = (typeof SSL_MODES)[number];

function modeOf(parameters: ReadonlyMap<string, string>): SslMode {
  const told = parameters.get("sslmode") ?? SSL_SWITCH.get(parameters.get("ssl") ?? "");
  return SSL_MODES.find((mode) => mode === told) ?? "prefer";
}

function configOf(
  parts: UrlParts,
  purpose: Purpose,
  { ssl, through }: { ssl: ConnectionOptions | false; through: Tunnel | undefined },
): Knex.Config {
  return {
    client: "pg",
    connection: {
      host: through?.host ?? parts.host,
      port: through?.port ?? parts.port,
      ...(parts.user !== "" && { user: parts.user }),
      // A function, so that neither PGPASSWORD nor ~/.pgpass of this machine stands in for an empty password.
      password: () => parts.password,
      database: parts.name,
      ssl,
      options: optionsOf(parts.parameters),
      application_name: APPLICATION_NAME,
      connectionTimeoutMillis: connectTimeoutMs(through),
      enableChannelBinding: ssl !== false && parts.parameters.get("channel_binding") === "require",
    } as Knex.PgConnectionConfig,
    pool: poolFor(purpose),
    acquireConnectionTimeout: 2 * connectTimeoutMs(through),
    log: SILENT,
  };
}

/**
 * `options` is libpq's; `search_path` as a parameter of its own is what dbmate's driver takes, `schema` is Prisma's.
 * Nearly every URL for Prisma says `schema=public`, which is so anyway, and poolers may refuse options.
 */
function optionsOf(parameters: ReadonlyMap<string, string>): string {
  const schema = parameters.get("schema") ?? "public";
  const searchPath =
    parameters.get("search_path") ??
    parameters.get("currentSchema") ??
    (schema === "public" ? undefined : `"${schema}"`);
  const set = searchPath === undefined ? [] : [`-c search_path=${searchPath.replaceAll(/[\\ ]/g, "\\$&")}`];
  return [parameters.get("options") ?? "", ...set].filter((option) => option !== "").join(" ");
}

const WISHES: Readonly<Record<SslMode, (parts: UrlParts) => readonly (ConnectionOptions | false)[]>> = {
  disable: () => [false],
  allow: (parts) => [false, tlsOptions(parts, "none")],
  prefer: (parts) => [tlsOptions(parts, "none"), false],
  require: (parts) => [tlsOptions(parts, namesAuthority(parts) ? "chain" : "none")],
  "verify-ca": (parts) => [tlsOptions(parts, "chain")],
  "verify-full": (parts) => [tlsOptions(parts, "full")],
  "no-verify": (parts) => [tlsOptions(parts, "none")],
};

const SSL_MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full", "no-verify"] as const;

const SSL_SWITCH: ReadonlyMap<string, SslMode> = new Map([
  ["true", "verify-full"],
  ["1", "verify-full"],
  ["no-verify", "no-verify"],
  ["false", "disable"],
  ["0", "disable"],
]);

/** The sentence `pg` throws when the server answers N to a request for TLS. */
const NO_TLS = "The server does not support SSL connections";

/** `invalid_authorization_specification`: also "no pg_hba.conf entry … no encryption". */
const NOT_IN_PG_HBA = "28000";
