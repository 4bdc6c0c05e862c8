import type { DirectRevert } from "../model/direct-revert.ts";
import type { LiveSchema } from "../model/live-schema.ts";
import type { SqlRun } from "../model/migration-sql.ts";
import type { SchemaDdl } from "../model/schema-ddl.ts";
import type { Tried } from "../model/tried.ts";
import type { UrlConventions } from "../model/url-conventions.ts";
import type { Address, Database } from "./database.ts";
import type { Command, Place, Probe } from "./image.ts";
import type { Environment, Secret } from "./secret.ts";

/** A database that is not the live one, where downs and ups may run, each in the form that can run there. */
export interface Stage<Down = DirectRevert, Up = string> {
  /** For people: which database it is. */
  readonly on: string;
  /** What of the live schema is not there. */
  readonly lacks: readonly string[];
  revert(down: Down): Promise<Tried>;
  apply(up: Up): Promise<Tried>;
  schema(): Promise<SchemaDdl>;
  close(): Promise<void>;
}

/** A copy of the live database that the operator made. Nothing is written to it before `stage` is asked for. */
export interface Clone {
  readonly address: Address;
  readonly database: Database;
  stage(): Stage;
  /** What a container must be told so that it finds the copy where it would find the live database, or why nothing is. */
  standIns(
    environment: Environment,
    live: Address,
    conventions: UrlConventions,
  ): StandIns | { readonly because: string };
  /**
   * Makes a table like the ledger, beside it, under a name that no other database has. It is empty, or has one row with the
   * digits at the end of that name in the column `signedIn`.
   */
  mark(ledger: string, signedIn?: string): Promise<Mark>;
}

/** Values of a container's variables, by name, that a Job is told in the place of its own. */
export type StandIns = ReadonlyMap<string, Secret>;

/** A table by which a database is known again. */
export interface Mark {
  readonly table: string;
  remove(): Promise<void>;
}

/** Where downs are tried. It is told what the live schema is and has no way to the live database itself. */
export interface Rehearsals {
  /**
   * Builds it in a PostgreSQL within this process: all of it, or a database that is empty but for the roles.
   * @throws rehearsal-not-possible when that PostgreSQL is not installed here
   */
  inProcess(schema: LiveSchema, content: "all" | "empty"): Promise<Stage<SqlRun, string | SqlRun>>;
  /** @throws setting-malformed, database-unreachable, database-refused */
  openClone(): Promise<Clone>;
}

/**
 * Runs an image's own tool on the operator's copy. It changes the cluster, by Jobs and the Secrets they refer to, so it is
 * handed over only where a copy was named and Jobs are allowed. Its Jobs are told of nothing but the copy.
 */
export interface CloneJobs {
  /**
   * Has the tool look first, where `probe` finds only what the copy has. What that throws is why nothing is proven.
   * @throws image-not-readable, and what the probe's `parse` throws; not-permitted
   */
  prove(place: Place, standIns: StandIns, probe: Probe<unknown>): Promise<ProvenTool>;
}

/** A tool that was seen to reach the copy, in the same image and with the same variables as here. */
export interface ProvenTool {
  /** The seconds are the container's own. @throws not-permitted, cluster-unreachable, interrupted: then nothing is known */
  run(command: Command, subject: string): Promise<Tried>;
}
