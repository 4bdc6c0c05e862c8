import type { DirectRevert } from "./model/direct-revert.ts";
import type { Loss, RangeJudgement } from "./model/judgement.ts";
import type { KeepOrder, KeepState, Keepable, KeptRows } from "./model/kept.ts";
import type { LiveSchema } from "./model/live-schema.ts";
import type { Counted, CountedLoss, ToCount } from "./model/loss.ts";
import type { MigrationSql, SqlRun } from "./model/migration-sql.ts";
import type { ChangeKinds, Down, KnownMigration, Ledger, MigrationName, MigratorName } from "./model/migration.ts";
import type { Plan } from "./model/plan.ts";
import type { Progress } from "./model/progress.ts";
import type { Question } from "./model/question.ts";
import type { RevertTarget } from "./model/revert-target.ts";
import type { SchemaDdl } from "./model/schema-ddl.ts";
import type { SchemaSeen } from "./model/schema-seen.ts";
import type { PackageScript } from "./model/scripts.ts";
import type { ServerIdentity } from "./model/server-identity.ts";
import type { Settings } from "./model/settings.ts";
import type { Signs } from "./model/signs.ts";
import type { DatabaseSeen, Dialect, LedgerRoute, MigratorTraits, Situation } from "./model/situation.ts";
import type { StartFiles } from "./model/start-files.ts";
import type { Tried } from "./model/tried.ts";
import type { UrlConventions } from "./model/url-conventions.ts";
import type { HookJob, PodSighting, Revision, RolloutProgress, Workload, WorkloadRef } from "./model/workload.ts";

/** A value that prints as `[secret]` wherever it ends up by mistake; only adapters call `reveal`. */
export interface Secret {
  reveal(): string;
}

/** A container's environment as the kubelet would compute it. Names that could not be resolved say why. */
export interface Environment {
  readonly variables: ReadonlyMap<string, Secret>;
  readonly unresolved: ReadonlyMap<string, string>;
}

export interface ClusterReader {
  /** @throws workload-not-found, not-permitted, cluster-unreachable */
  workload(ref: WorkloadRef): Promise<Workload>;
  /** The revisions the workload controls, lowest number first. */
  revisions(workload: Workload): Promise<readonly Revision[]>;
  pods(workload: Workload): Promise<readonly PodSighting[]>;
  /** Secrets and ConfigMaps that may not be read leave their names in `unresolved`. */
  environment(workload: Workload, revision: Revision, container: string): Promise<Environment>;
  /** A way to a host that is a Service or a Pod of this cluster; undefined when it is neither. */
  tunnel(workload: Workload, host: string, port: number): Promise<Tunnel | undefined>;
  progress(workload: WorkloadRef, returning: Revision): Promise<RolloutProgress>;
  /** Sends the undo as a server-side dry run, so that admission and permissions speak. */
  tryUndo(workload: WorkloadRef, toRevision: number): Promise<void>;
  /** The Jobs of the workload's Helm release that are hooks and still there; none for a workload without a release. */
  hookJobs(workload: Workload): Promise<readonly HookJob[]>;
  /** Names of this product's revert Jobs for the workload that have not finished. */
  unfinishedReverts(workload: Workload): Promise<readonly string[]>;
}

export interface Tunnel {
  readonly host: string;
  readonly port: number;
  readonly description: string;
  close(): Promise<void>;
}

export interface ClusterWriter {
  /** `kubectl rollout undo`, after comparing the workload with what the plan saw. @throws plan-stale, step-failed */
  undo(plan: Plan): Promise<void>;
}

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

/** Says what migrations mean for the code before and after them, by their SQL alone. */
export interface Judges {
  /** @param migrations oldest first */
  range(dialect: Dialect, migrations: readonly MigrationSql[], seen: SchemaSeen): Promise<RangeJudgement>;
}

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
  standIns(environment: Environment, live: Address): StandIns | { readonly because: string };
  /** Makes an empty table like the ledger, beside it, under a name that no other database has. */
  mark(ledger: string): Promise<Mark>;
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

/** One migration tool. Everything but `readLedger` is pure. */
export interface Migrator {
  readonly name: MigratorName;
  readonly traits: MigratorTraits;
  readonly conventions: UrlConventions;
  readonly filesAre: "sql" | "code";
  readonly signs: Signs;
  /** Container variables that are the tool's own settings and hold no secret. */
  readonly settingVariables: readonly string[];
  /** Tables by which the tool is recognised in a database; `recognise` gets the columns of those that exist. */
  readonly tables: readonly string[];
  recognise(columns: ReadonlyMap<string, ReadonlySet<string>>): boolean;
  /** Every file that is a migration, in the tool's own order; others are left out. */
  knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[];
  listing(toolSettings: ToolSettings): Probe<ImageListing>;
  /** Reads the ledger with what the image carries, for when there is no way to connect from here. */
  readonly ledgerProbe?: (
    toolSettings: ToolSettings,
    files: readonly KnownMigration[] | undefined,
  ) => Probe<{ readonly ledger: Ledger; readonly database: DatabaseSeen }>;
  /**
   * Looks for a table, which has the columns of the ledger, over the connection that the tool's own commands open by their
   * own settings, and by no other. Absent where nothing shows which connection that is.
   */
  readonly ownConnection?: (table: string, toolSettings: ToolSettings) => Probe<unknown>;
  /**
   * Asks the tool, without a database, for the SQL of migrations in code, up and down. Absent where the tool cannot be
   * asked. What it does not answer for is not in the list.
   */
  readonly recording?: (
    migrations: readonly KnownMigration[],
    database: DatabaseSeen,
    toolSettings: ToolSettings,
  ) => Probe<readonly MigrationSql[]>;
  /** Reverts exactly the target, the newest of those to be reverted; undefined when the tool has no such command. */
  revertCommand(target: RevertTarget, toolSettings: ToolSettings): Command | undefined;
  /** Applies exactly the target again, where all that it needs is applied. Absent where the tool has no such command. */
  readonly applyCommand?: (target: RevertTarget, toolSettings: ToolSettings) => Command | undefined;
  /** undefined when the tool cannot do it from here with what is at hand (knex without local files). */
  revertDirectly(migration: KnownMigration, target: RevertTarget, toolSettings: ToolSettings): DirectRevert | undefined;
  /** @throws ledger-not-found, ledger-not-understood, database-unreachable */
  readLedger(
    database: Database,
    toolSettings: ToolSettings,
    files: readonly KnownMigration[] | undefined,
  ): Promise<Ledger>;
  /** Applies what is pending in the image it runs in; shown to the operator, never run. */
  forwardCommand(toolSettings: ToolSettings): Command;
}

/** A tool's own settings, merged: what the operator said, then what its variables and the image say. */
export interface ToolSettings {
  readonly migrationsDir?: string;
  /** The ledger's table, possibly `schema.table`. */
  readonly table?: string;
  readonly databaseUrlEnv?: string;
  /** A directory on this machine with the leaving image's migrations. */
  readonly localMigrations?: string;
  /** The values of the tool's own `settingVariables` in the container. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The ledger, by whichever route reaches it; asked again after every step. */
export interface LedgerReader {
  readonly route: LedgerRoute;
  read(): Promise<Ledger>;
}

/** What was seen, and the ways to look again that acting needs. */
export interface Observation {
  readonly kind: "found";
  readonly situation: Situation;
  readonly ledger: LedgerReader;
  /** The leaving image, in which Jobs run. */
  readonly place: Place;
  readonly migrator: Migrator | undefined;
  readonly toolSettings: ToolSettings;
  /** The live database, for reading; absent when there is no way to connect from here. */
  readonly database: Database | undefined;
  /** The SQL of migrations of the leaving image, as far as it is seen; its tool is asked but once for that of code. */
  sqlOf(migrations: readonly KnownMigration[]): Promise<readonly MigrationSql[]>;
  /** Counts again what the downs would destroy. */
  recount(): Promise<readonly CountedLoss[]>;
  /** Absent when there is no way to connect from here. */
  readonly connection: Reachable | undefined;
  close(): Promise<void>;
}

export interface Terminal {
  readonly canAsk: boolean;
  tell(progress: Progress): void;
  /** The plan as people read it, before the question. */
  show(plan: Plan): void;
  /** False for any other word and at the end of input. @throws interrupted on Ctrl-C */
  ask(question: Question): Promise<boolean>;
}

/** `stop` after the current step; `abandon` the current step too (the second Ctrl-C). */
export interface Interrupts {
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
}

export interface Readers {
  readonly cluster: ClusterReader;
  readonly databases: Databases;
  readonly migrators: Readonly<Record<MigratorName, Migrator>>;
  readonly local: LocalMigrations;
  readonly judges: Judges;
  readonly rehearsals: Rehearsals;
  readonly prober: Prober | undefined;
  readonly cloneJobs: CloneJobs | undefined;
  /** What the package.json of an image defines; read, never run. */
  readonly packageScripts: Probe<readonly PackageScript[]>;
  /** The scripts that a command's words name, and those at these paths (with `*`), and what they name; never run. */
  readonly startFiles: (words: readonly string[], places: readonly string[]) => Probe<StartFiles>;
  readonly now: () => string;
  readonly tell: (progress: Progress) => void;
  readonly interrupts: Interrupts;
}

export interface World extends Readers {
  readonly change: ClusterWriter;
  readonly runner: Runner;
  readonly direct: DirectRunner;
  readonly keeper: RowKeeper;
  readonly terminal: Terminal;
  readonly pause: (milliseconds: number) => Promise<void>;
}
