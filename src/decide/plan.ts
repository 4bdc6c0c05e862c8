import type { Finding } from "../model/finding.ts";
import type { CountedLoss, Since } from "../model/loss.ts";
import type { AppliedMigration, KnownMigration } from "../model/migration.ts";
import type { Plan, PlannedLedger, PlannedLoss, PlannedRevert, Route, Step } from "../model/plan.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { assess } from "./assess.ts";
import { gapOf, namesIn, seen } from "./gap.ts";
import { keptAside } from "./keeping.ts";
import { lossesByName } from "./losses.ts";
import { planId } from "./plan-id.ts";
import { plannedRevision } from "./revision.ts";
import { chooseRoute, nothingToDo } from "./route.ts";
import { traitsOf } from "./rule.ts";
import { shownEvidence } from "./shown-evidence.ts";
import { rolloutTimeoutOf, shownSettings } from "./shown-settings.ts";
import { judgementOf } from "./verdicts.ts";

/** What is known of a workload before its database is asked. */
export type Target = Pick<Situation, "takenAt" | "workload" | "container" | "leaving" | "returning">;

/**
 * What to do about a situation, in order, and what must be agreed to first. Pure: the same situation gives the same
 * plan. A plan with a blocker says what stands in the way and has no steps.
 */
export function planRollback(situation: Situation): Plan {
  if (situation.workload.templateHash === situation.returning.templateHash) return planNothingToDo(situation);
  const gap = gapOf(situation);
  const { route, rejected } = chooseRoute(situation, gap);
  const findings = assess(situation, gap);
  const revert = revertsOf(situation, gap);
  const blocked = findings.some(({ weight }) => weight === "blocker");
  return identified({
    ...framed(situation),
    tool: traitsOf(situation)?.name ?? null,
    database: situation.database,
    ledger: ledgerOf(situation),
    route,
    revert,
    keep: keptOf(situation, gap),
    rehearsal: situation.rehearsal,
    findings,
    rejected,
    steps: blocked ? [] : stepsOf({ situation, gap, route }, revert),
    consent: consentFor(findings),
    settings: shownSettings(situation),
    evidence: shownEvidence(situation),
  });
}

/** For a workload that already runs the returning template: nothing else is looked at, and nothing is done. */
export function planNothingToDo(target: Target): Plan {
  const { route, rejected } = nothingToDo(target.returning.number);
  return identified({
    ...framed(target),
    tool: null,
    database: null,
    ledger: null,
    route,
    revert: [],
    keep: [],
    rehearsal: null,
    findings: [],
    rejected,
    steps: [],
    consent: { level: "none", accept: [] },
    settings: [],
    evidence: [],
  });
}

/** The id stands second, after the format, as people expect to find it. */
function identified({ format, ...plan }: Omit<Plan, "id">): Plan {
  return { format, id: planId({ format, ...plan }), ...plan };
}

type Frame = Pick<Plan, "format" | "takenAt" | "workload" | "container" | "leaving" | "returning">;

function framed({ takenAt, workload, container, leaving, returning }: Target): Frame {
  const { kind, namespace, name, uid, generation } = workload;
  return {
    format: "safe-rollback.plan/v1",
    takenAt,
    workload: { kind, namespace, name, uid, generation },
    container,
    leaving: plannedRevision(leaving, container),
    returning: plannedRevision(returning, container),
  };
}

function ledgerOf(situation: Situation): PlannedLedger | null {
  const { ledger, ledgerRoute } = situation;
  return traitsOf(situation) === undefined ? null : { table: ledger.table, via: ledgerRoute, applied: ledger.applied };
}

function revertsOf(situation: Situation, gap: Gap): readonly PlannedRevert[] {
  const { relied } = situation.leavingKnows;
  const known = new Map(seen(relied).map((migration) => [migration.name, migration]));
  // A down that nobody looked at is runnable but opaque, like code; a file that is not there has none.
  const unseen = relied.known ? "absent" : "code";
  const losses = lossesByName(situation.losses);
  return seen(gap.ahead).map((migration) => ({
    ...revertOf(migration, known.get(migration.name), unseen),
    verdict: verdictOf(situation, migration.name),
    loses: (losses.get(migration.name) ?? []).map(plannedLoss),
  }));
}

function revertOf(
  { name, appliedAt }: AppliedMigration,
  known: KnownMigration | undefined,
  unseen: "absent" | "code",
): Omit<PlannedRevert, "verdict" | "loses"> {
  return { name, file: known?.file ?? name, appliedAt, down: known?.down.kind ?? unseen };
}

function verdictOf(situation: Situation, name: AppliedMigration["name"]): PlannedRevert["verdict"] {
  const judgement = judgementOf(situation, name);
  if (judgement === undefined) return { oldCode: "undetermined", newCode: "undetermined" };
  return { oldCode: judgement.oldOnNew.verdict, newCode: judgement.newOnReverted.verdict };
}

function plannedLoss({ object, count, since }: CountedLoss): PlannedLoss {
  if (count.kind === "undetermined") return { object, rows: null, rowsSince: null };
  const { rows, kind } = count;
  return { object, rows, rowsSince: rowsIn(since, rows), ...(kind === "estimated" && { estimated: true }) };
}

function rowsIn(since: Since, all: number): number | null {
  if (since.kind === "undetermined") return null;
  return since.kind === "all" ? all : since.rows;
}

/** Only what stays although the returning image does not know it, newest first: the rest needs no reason. */
function keptOf(situation: Situation, gap: Gap): Plan["keep"] {
  const returning = namesIn(situation.returningKnows.relied);
  if (returning === undefined) return [];
  const strangers = seen(gap.staying).filter(({ name }) => !returning.has(name));
  return strangers.toReversed().map(({ name }) => ({ name, because: reasonToKeep(situation, name) }));
}

function reasonToKeep(situation: Situation, name: AppliedMigration["name"]): string {
  const { keepUpTo } = situation;
  if (keepUpTo !== null) return `--to-migration keeps everything up to ${keepUpTo}`;
  const judgement = judgementOf(situation, name);
  if (judgement === undefined) return "neither image knows it, so nothing can revert it";
  const [first] = judgement.statements.filter(({ side }) => side === "up").map(({ because }) => because);
  return judgement.oldOnNew.verdict === "compatible"
    ? `the returning code can live with it: ${first ?? "it changes nothing"}`
    : `the returning code works with it, with other results: ${first ?? "see behaviour-changes"}`;
}

interface Way {
  readonly situation: Situation;
  readonly gap: Gap;
  readonly route: Route;
}

function stepsOf({ situation, gap, route }: Way, revert: readonly PlannedRevert[]): readonly Step[] {
  const kept = keptAside(situation, gap);
  const schema = revert.flatMap(({ name }): readonly Step[] => {
    const losses = kept.get(name);
    const keep: readonly Step[] = losses === undefined ? [] : [{ kind: "keep-rows", before: name, losses }];
    return [...keep, { kind: "revert-migration", name }];
  });
  const image: readonly Step[] = [
    { kind: "switch-revision", to: situation.returning.number },
    { kind: "await-rollout", timeoutSeconds: rolloutTimeoutOf(situation).value },
  ];
  return route === "image-then-schema" ? [...image, ...schema] : [...schema, ...image];
}

/** A blocked plan says as well what would have to be agreed to, so that nobody mends the one to learn of the other. */
function consentFor(findings: readonly Finding[]): Plan["consent"] {
  const accept = new Set(findings.filter(({ weight }) => weight === "consent").map(({ id }) => id));
  return { level: accept.size === 0 ? "yes" : "name", accept: [...accept].toSorted() };
}
