import type { DirectRevert } from "../model/direct-revert.ts";
import type { Loss } from "../model/judgement.ts";
import type { KeepOrder, KeepState, Keepable, KeptRows } from "../model/kept.ts";
import type { Counted, ToCount } from "../model/loss.ts";
import type { SchemaDdl } from "../model/schema-ddl.ts";
import type { ServerIdentity } from "../model/server-identity.ts";
import type { Settings } from "../model/settings.ts";
import type { DatabaseSeen, Dialect } from "../model/situation.ts";
import type { UrlConventions } from "../model/url-conventions.ts";
import type { Tunnel } from "./cluster.ts";
import type { Environment, Secret } from "./secret.ts";

/** Where a database is. `host` and `name` may be shown, `url` never. */
export interface Address {
  readonly dialect: Dialect;
  readonly host: string;
  /** 0 where the database is a file, `name`, on whichever machine opens it. */
  readonly port: number;
  readonly name: string;
  readonly url: Secret;
  /** Which variable, file or setting it came from; never its value. */
  readonly from: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** A connection whose every statement runs in a read-only transaction. */
export interface Database {
  readonly seen: DatabaseSeen;
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Lower-case column names by table, for the tables asked for, in every schema on the search path. */
  columns(tables: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /**
   * The whole schema as it is now, without rows, read at one moment and within the limits of any other reading.
   * @throws database-refused: no privilege, a lock that is held, or too many things for the time
   */
  schemaDdl(): Promise<SchemaDdl>;
  /**
   * How much there is of each of these things now, in their order, each counted with limits on time and locks.
   * Never throws for what the server answers to one of them: that one is undetermined.
   */
  count(things: readonly ToCount[]): Promise<readonly Counted[]>;
  /** Which server answers. @throws database-refused where it does not say */
  server(): Promise<ServerIdentity>;
  /** Whether each of these things could be kept aside before it is destroyed; likewise never throws for one. */
  keepable(losses: readonly Loss[]): Promise<readonly Keepable[]>;
  close(): Promise<void>;
}

export interface Databases {
  /** @throws database-url-missing when no source names a database, setting-malformed when one does so wrongly */
  locate(environment: Environment, settings: Settings, conventions: UrlConventions): Address;
  /**
   * @throws database-unreachable when there is no network path (name, refusal, time-out),
   * database-refused when the server answered no (password, unknown database, TLS)
   */
  open(address: Address, through?: Tunnel): Promise<Database>;
}

/** A database that can be connected to from here. */
export interface Reachable {
  readonly address: Address;
  readonly tunnel: Tunnel | undefined;
}

/**
 * Copies rows into a schema (in MySQL a database) of the plan's own, `safe_rollback_<plan id>`, with a list of what is
 * in it. It writes nowhere else.
 */
export interface RowKeeper {
  /** Copies anew what was copied before. @throws not-permitted, step-failed */
  keep(where: Reachable, order: KeepOrder): Promise<void>;
  state(where: Reachable, order: KeepOrder): Promise<KeepState>;
  /** All that is kept for a plan, in the order in which it was. */
  kept(where: Reachable, planId: string): Promise<readonly KeptRows[]>;
}

export interface DirectRunner {
  /** `keep`, where the down runs in a transaction, is kept once more in it, with its tables locked. */
  revert(where: Reachable, what: DirectRevert, keep: KeepOrder | undefined): Promise<void>;
}
