import type { RangeJudgement } from "../model/judgement.ts";
import type { CountedLoss } from "../model/loss.ts";
import type { MigrationSql } from "../model/migration-sql.ts";
import type { KnownMigration, Ledger, MigratorName } from "../model/migration.ts";
import type { Plan } from "../model/plan.ts";
import type { Progress } from "../model/progress.ts";
import type { Question } from "../model/question.ts";
import type { SchemaSeen } from "../model/schema-seen.ts";
import type { PackageScript } from "../model/scripts.ts";
import type { Dialect, LedgerRoute, Situation } from "../model/situation.ts";
import type { StartFiles } from "../model/start-files.ts";
import type { ClusterReader, ClusterWriter, Relays } from "./cluster.ts";
import type { Database, Databases, DirectRunner, Reachable, RowKeeper } from "./database.ts";
import type { LocalMigrations, Place, Probe, Prober, Runner } from "./image.ts";
import type { Migrator, ToolSettings } from "./migrator.ts";
import type { CloneJobs, Rehearsals } from "./rehearsal.ts";

/** Says what migrations mean for the code before and after them, by their SQL alone. */
export interface Judges {
  /** @param migrations oldest first */
  range(dialect: Dialect, migrations: readonly MigrationSql[], seen: SchemaSeen): Promise<RangeJudgement>;
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
  readonly relays: Relays | undefined;
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
