import type { Evidence } from "./evidence.ts";
import type { RangeJudgement } from "./judgement.ts";
import type { CountedLoss } from "./loss.ts";
import type { KnownMigration, Ledger, MigrationName, MigratorName } from "./migration.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { PackageScript } from "./scripts.ts";
import type { Settings } from "./settings.ts";
import type { Revision, Workload } from "./workload.ts";

export type Dialect = "postgresql" | "mysql" | "mariadb" | "sqlite";

/** The database as the plan may name it: no user, no password, no connection string. */
export interface DatabaseSeen {
  readonly dialect: Dialect;
  readonly version: string;
  readonly host: string;
  readonly name: string;
}

/** How the ledger was reached. */
export type LedgerRoute = "connection" | "port-forward" | "relay" | "image";

/** What an image knows, by each source that spoke; the first known one, best first, is the one relied on. */
export interface ImageKnowledge {
  readonly relied: Evidence<readonly KnownMigration[]>;
  readonly others: readonly Evidence<readonly KnownMigration[]>[];
}

/** What the tool's own migrator does when the ledger holds a migration that its image lacks; `says` is its error. */
export type StartUp =
  | { readonly kind: "tolerates" }
  | { readonly kind: "refuses"; readonly says: string }
  | { readonly kind: "depends"; readonly on: string; readonly says: string };

/**
 * Whether a revision runs its migrator when its Pods start. `runs-and-goes-on` is started all the same when the
 * migrator fails; `does-not-run` is as far as can be seen from outside the program; `does-not-mind` is told by the
 * image's own settings: whether it runs or not, it passes over migrations that it does not know.
 */
export type AtStart = "runs" | "runs-and-goes-on" | "does-not-run" | "does-not-mind";

/**
 * What the tool's own command reverts: the migration it is given (`by-name`), the applied one whose file is newest,
 * the one that was applied last, or nothing at all, so that only SQL over a connection can (`by-sql`).
 */
export type Reverts = "by-name" | "newest-file" | "newest-applied" | "by-sql";

/** What the tool of the leaving image can do, as its adapter says. */
export interface MigratorTraits {
  readonly name: MigratorName;
  readonly startUp: StartUp;
  readonly reverts: Reverts;
  /** Why it reverts `by-sql` although it has a command, which then is not run. */
  readonly withoutCommand?: string;
  /** Its ledger is one row, from which nothing but the newest migration can be taken, by SQL neither. */
  readonly keepsOnlyNewest?: true;
  /** A down in code can run on this machine, from local files, with what this program carries. */
  readonly runsCodeHere?: true;
}

/** All evidence at one moment: everything `decide` may look at. */
export interface Situation {
  readonly takenAt: string;
  readonly workload: Workload;
  readonly container: string;
  readonly leaving: Revision;
  readonly returning: Revision;
  readonly settings: Settings;
  /** More than one candidate, or none, is a finding. */
  readonly migrator: MigratorTraits | { readonly candidates: readonly MigratorName[] };
  readonly leavingKnows: ImageKnowledge;
  readonly returningKnows: ImageKnowledge;
  /** Whether the returning revision runs its migrator when it starts; the detail quotes what was seen. */
  readonly returningStart: Evidence<AtStart>;
  /** What Helm hooks of the workload's release migrate, in words: shown, since an undo starts none of them. */
  readonly helmHooks: readonly string[];
  /** The scripts of the leaving image's package.json that `--down-command` starts; null without such a command. */
  readonly downScripts: Evidence<readonly PackageScript[]> | null;
  readonly ledger: Ledger;
  readonly ledgerRoute: LedgerRoute;
  readonly database: DatabaseSeen;
  /** Whether short read-only Jobs were allowed to look into the images. */
  readonly mayProbe: boolean;
  /** Of what is applied after what the returning image knows: oldest first, and named as in the ledger. */
  readonly judged: Evidence<RangeJudgement>;
  /** What their downs would destroy, whichever of them will run. */
  readonly losses: readonly CountedLoss[];
  /** What came of trying the downs elsewhere; null where that was not asked for, or there is nothing to try. */
  readonly rehearsal: Rehearsal | null;
  /** The operator's last migration to keep, already resolved to a ledger name; null when not given. */
  readonly keepUpTo: MigrationName | null;
}
