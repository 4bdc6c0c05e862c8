import type { Source } from "./evidence.ts";
import type { Finding, FindingId } from "./finding.ts";
import type { Loss, Verdict } from "./judgement.ts";
import type { AppliedMigration, Down, MigrationName, MigratorName } from "./migration.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Setting } from "./settings.ts";
import type { DatabaseSeen, LedgerRoute } from "./situation.ts";

export type Route = "nothing-to-do" | "image-only" | "schema-then-image" | "image-then-schema";

/** One observable act. Its completion can always be asked of the world. */
export type Step =
  | { readonly kind: "keep-rows"; readonly before: MigrationName; readonly losses: readonly Loss[] }
  | { readonly kind: "revert-migration"; readonly name: MigrationName }
  | { readonly kind: "switch-revision"; readonly to: number }
  | { readonly kind: "await-rollout"; readonly timeoutSeconds: number };

export interface PlannedRevision {
  readonly revision: number;
  readonly name: string;
  readonly uid: string;
  readonly templateHash: string;
  readonly image: string;
  readonly digest: string | null;
}

export interface PlannedRevert {
  readonly name: MigrationName;
  readonly file: string;
  readonly appliedAt: string | null;
  readonly down: Down["kind"];
  /** What the up means for the returning code, and the down for the leaving one. */
  readonly verdict: { readonly oldCode: Verdict; readonly newCode: Verdict };
  readonly loses: readonly PlannedLoss[];
}

/**
 * What a down destroys; `rows` is null where they were not counted, and the planner's guess where `estimated`.
 * `rowsSince` are those that came after the migration was applied; null where that is not known.
 */
export interface PlannedLoss {
  readonly object: string;
  readonly rows: number | null;
  readonly rowsSince: number | null;
  readonly estimated?: true;
}

export interface PlannedLedger {
  readonly table: string;
  readonly via: LedgerRoute;
  readonly applied: readonly AppliedMigration[];
}

export type ConsentLevel = "none" | "yes" | "name";

/** The plan of cli.md section 5: what will be done, why, and what must be agreed to. */
export interface Plan {
  readonly format: "safe-rollback.plan/v1";
  readonly id: string;
  readonly takenAt: string;
  readonly workload: {
    readonly kind: "Deployment";
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly generation: number;
  };
  readonly container: string;
  readonly leaving: PlannedRevision;
  readonly returning: PlannedRevision;
  readonly tool: MigratorName | null;
  /** null, like `ledger` and `tool`, when there is nothing to do and the database was not asked. */
  readonly database: DatabaseSeen | null;
  readonly ledger: PlannedLedger | null;
  readonly route: Route;
  readonly revert: readonly PlannedRevert[];
  readonly keep: readonly { readonly name: MigrationName; readonly because: string }[];
  /** What came of trying the downs elsewhere; null where that was not done. */
  readonly rehearsal: Rehearsal | null;
  readonly findings: readonly Finding[];
  readonly rejected: readonly { readonly route: Route | "roll-forward" | "restore-backup"; readonly because: string }[];
  readonly steps: readonly Step[];
  readonly consent: { readonly level: ConsentLevel; readonly accept: readonly FindingId[] };
  readonly settings: readonly Setting[];
  readonly evidence: readonly { readonly about: string; readonly from: Source; readonly detail: string }[];
}

/** The ledger's names, oldest first, that the plan expects once `reverted` migrations are taken back. */
export function ledgerAfter(plan: Plan, reverted: number): readonly MigrationName[] {
  const gone = new Set(plan.revert.slice(0, reverted).map(({ name }) => name));
  const applied = plan.ledger?.applied ?? [];
  return applied.map(({ name }) => name).filter((name) => !gone.has(name));
}

/**
 * The first step after which nothing brings back what was there: a revert that destroys something, or of which nobody
 * can tell. null where there is none.
 */
export function pointOfNoReturn(plan: Plan): number | null {
  const index = plan.steps.findIndex((step) => {
    if (step.kind !== "revert-migration") return false;
    const revert = plan.revert.find(({ name }) => name === step.name);
    return (
      revert === undefined || revert.loses.some(({ rows }) => rows !== 0) || revert.verdict.newCode === "undetermined"
    );
  });
  return index === -1 ? null : index;
}

export function blockersOf(plan: Plan): readonly Finding[] {
  return plan.findings.filter(({ weight }) => weight === "blocker");
}
