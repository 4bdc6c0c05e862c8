import type { SchemaDdl } from "../model/schema-ddl.ts";
import type { ServerIdentity } from "../model/server-identity.ts";
import type { DatabaseSeen, Dialect } from "../model/situation.ts";
import type { Tunnel } from "../ports/cluster.ts";
import type { Row } from "../ports/database.ts";
import type { Counting } from "./count/counting.ts";
import type { Keeping } from "./keep/keeping.ts";
import type { UrlParts } from "./url.ts";
import type { Knex } from "knex";

/** Whether a connection may write: only a revert's may. */
export type Purpose = "read" | "write";

/** What a family of database products wants to be told differently. One file for each, and a line in all.ts. */
export interface DialectRules {
  /** How its URLs may begin. */
  readonly schemes: readonly string[];
  /** What variables such as DB_CLIENT and DB_CONNECTION may call it. */
  readonly clients: readonly string[];
  /** null where a database is a file and nothing listens. */
  readonly defaultPort: number | null;
  /** Ways to connect, best first: TLS that is preferred but not required makes two. */
  attempts(parts: UrlParts, purpose: Purpose, through: Tunnel | undefined): readonly Knex.Config[];
  /** True when the next attempt may succeed where this one was refused. */
  mayTryNext(error: unknown): boolean;
  readonly seenQuery: string;
  seen(row: Row): Pick<DatabaseSeen, "version"> & { readonly dialect: Dialect };
  /** Statements that begin every read-only transaction: they limit how long it may take. */
  readingLimits(dialect: Dialect): readonly string[];
  /** Columns of tables by these names in any schema; `place` is the schema's on the search path, or null. */
  columnsQuery(tables: number): string;
  /** The schema, with questions that one read-only transaction answers. */
  schemaDdl(ask: (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>): Promise<SchemaDdl>;
  server(ask: (text: string) => Promise<readonly Row[]>): Promise<ServerIdentity>;
  readonly counting: Counting;
  readonly keeping: Keeping;
  /** A text as it stands, for `raw` without values. */
  withoutValues(text: string): string;
  rowsOf(response: unknown): readonly Row[];
  /** How many rows a `delete` through `raw` took away. */
  deletedBy(response: unknown): number;
  /** True when DDL takes part in transactions. */
  readonly transactionalDdl: boolean;
  /** Statements that begin a transaction that writes. */
  readonly writingLimits: readonly string[];
  /** Runs text as it stands, several statements and question marks included, which `raw` would not. */
  runText(connection: unknown, text: string): Promise<void>;
}

/** From https://knexjs.org/guide/#log: without these, knex warns on the console. */
export const SILENT: NonNullable<Knex.Config["log"]> = {
  warn: () => undefined,
  error: () => undefined,
  deprecate: () => undefined,
  debug: () => undefined,
};

/**
 * How long a connection may take: enough for a database on another continent, short enough to try another way. What
 * leads through the cluster is told at once when there is no way, and a Pod on it may have to be started again.
 */
export function connectTimeoutMs(through: Tunnel | undefined): number {
  return through === undefined ? 5_000 : 30_000;
}

/** The ledger is small; a read that takes longer waits for somebody's lock. */
export const READ_TIMEOUT_SECONDS: number = 15;

/** A down that waits longer for a lock makes everybody else queue behind it. */
export const LOCK_TIMEOUT_SECONDS: number = 10;

export const APPLICATION_NAME: string = "safe-rollback";

/** Reading needs one connection; a migration that opts out of its transaction may use several. */
export function poolFor(purpose: Purpose): Knex.PoolConfig {
  return { min: 0, max: purpose === "read" ? 1 : 4 };
}
