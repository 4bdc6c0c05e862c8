import type { ChangeKinds, Down, MigrationName } from "../model/migration.ts";
import type { Settings } from "../model/settings.ts";
import type { Revision, Workload } from "../model/workload.ts";

/**
 * A file as it lies in a migrations directory. `text` only where the tool's files are SQL;
 * `down` only where the listing's own runtime could look at it, which text cannot tell for code.
 */
export interface MigrationFile {
  readonly name: string;
  readonly text: string | null;
  readonly down: Down | null;
  /** The SQL of its up, where that is another text: in a file of its own, beside `text` for the way back. */
  readonly up?: string;
  /** As the ledger spells it, where only the code tells: the name of a class. */
  readonly recordedAs?: MigrationName;
  /** As in `KnownMigration`, where the listing tells what migrations are made of, and how they depend on each other. */
  readonly changes?: ChangeKinds;
  readonly needs?: readonly MigrationName[];
  readonly previous?: MigrationName | null;
}

/**
 * What a look into an image found. `settings` are the tool's own, e.g. the ledger's `table` from a knexfile; `unknown`
 * names the one by which a strict tool passes over migrations that it does not know.
 */
export interface ImageListing {
  readonly directory: string;
  readonly files: readonly MigrationFile[];
  readonly settings: Readonly<Record<string, string>>;
}

/** A program for a container of an image: no shell of ours, no npx, no network. */
export interface Command {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** More names for variables of the container, whose values stay where they are: `{ DATABASE_URL: "SHOP_DB_URL" }`. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** A read-only look into an image, and how to understand what it prints. */
export interface Probe<T> {
  readonly purpose: string;
  readonly command: Command;
  /** Only a probe that must reach the database gets the container's environment. */
  readonly needs: "nothing" | "database";
  /** @throws image-not-readable */
  parse(output: string): T;
}

/** A directory on this machine that the operator named as the leaving image's migrations. */
export interface LocalMigrations {
  /** Code is looked at by `listing`, run with this program's own Node. @throws file-not-readable */
  list(directory: string, filesAre: "sql" | "code", listing: Probe<ImageListing>): Promise<ImageListing>;
}

/** Which image's Pod a Job imitates, and the settings that shape the Job. */
export interface Place {
  readonly workload: Workload;
  readonly revision: Revision;
  readonly container: string;
  readonly settings: Settings;
}

/** Starts short read-only Jobs. A change to the cluster, so it is handed over only when asked for. */
export interface Prober {
  /** @throws image-not-readable: cannot be pulled, has no such directory, or no runtime */
  look<T>(place: Place, probe: Probe<T>): Promise<T>;
}

/** Runs one command in a Job of the leaving image and waits for its container to exit 0. */
export interface Runner {
  /** `subject` is the migration's name, for the Job's annotation and messages. @throws step-failed */
  run(place: Place, command: Command, subject: string): Promise<void>;
}
