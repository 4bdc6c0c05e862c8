import type { Report, ReportOutcome, StepRecord } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Style } from "./style.ts";
import { blockersOf, ledgerAfter } from "../model/plan.ts";
import { run } from "../model/trouble.ts";
import { findingLines, nextLines } from "./findings.ts";
import { keptLines } from "./kept.ts";
import { counted, indented, page, section } from "./page.ts";
import { plainLines, plainValue } from "./plain.ts";
import { stepText } from "./steps.ts";

/**
 * The end of a run that has a plan: what is done, what is not, what runs now against which schema, what to type next.
 * Where nothing was done, the trouble or the plan has said all there is to say.
 */
export function reportText(report: Report, style: Style): string {
  const { plan } = report;
  if (plan === null) return "";
  const shown = { ...plainValue(plan), findings: plan.findings };
  const first = firstLine(report.outcome, shown, style);
  if (first === undefined) return "";
  return page([
    first,
    ...indented(plainLines([...troubleLines(report)])),
    ...blockedLines(report, shown, style),
    ...section("done", stepLines(report, shown, isDone), style),
    ...section(
      "not done",
      stepLines(report, shown, (record) => !isDone(record)),
      style,
    ),
    ...section("seen afterwards", plainLines(report.verification?.seen ?? []), style),
    ...keptLines(report.kept, shown, style),
    ...section("what runs now", nowLines(report, shown), style),
    ...section("what to type next", typeNextLines(report, shown, style), style),
  ]);
}

function firstLine(outcome: ReportOutcome, plan: Plan, style: Style): string | undefined {
  const name = `deployment.apps/${plan.workload.name}`;
  const reverted =
    plan.revert.length === 0 ? "no migration was reverted" : `${counted(plan.revert.length, "migration")} reverted`;
  const lines: Partial<Record<ReportOutcome, string>> = {
    completed: style.good(`${name} rolled back to revision ${plan.returning.revision}, ${reverted}, and verified`),
    "nothing-to-do": `${name} skipped rollback (current template already matches revision ${plan.returning.revision})`,
    blocked: style.danger(`${name} not rolled back: the plan is blocked, nothing was changed`),
    halted: style.danger(`${name} halted part-way`),
    unverified: style.danger(`${name} rolled back, but the look afterwards does not agree`),
  };
  return lines[outcome];
}

function troubleLines({ outcome, trouble }: Report): readonly string[] {
  if (outcome !== "halted" || trouble === null) return [];
  return [trouble.summary, ...trouble.facts];
}

function blockedLines({ outcome }: Report, plan: Plan, style: Style): readonly string[] {
  if (outcome !== "blocked") return [];
  return section(
    "what blocks",
    blockersOf(plan).flatMap((finding) => findingLines(finding, style, "with-next")),
    style,
  );
}

function stepLines(report: Report, plan: Plan, wanted: (record: StepRecord) => boolean): readonly string[] {
  if (!WAS_ACTED_ON.has(report.outcome)) return [];
  const numbered = report.steps.map((record, index) => ({ record, index }));
  return numbered
    .filter(({ record }) => wanted(record))
    .map(({ record, index }) => `${index + 1}. ${stepText(plainValue(record.step), plan)}${endingOf(record)}`);
}

function endingOf({ state, startedAt, finishedAt }: StepRecord): string {
  if (state === "failed") return ": failed";
  if (state === "already-done") return ": it was done already";
  if (state === "pending" || startedAt === null || finishedAt === null) return "";
  return ` [${Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)} s]`;
}

/** Of a run that was verified; of any other, what was seen says it, and the plan's end state would be a guess. */
function nowLines({ outcome }: Report, plan: Plan): readonly string[] {
  if (outcome !== "completed") return [];
  const image = `the workload: what was revision ${plan.returning.revision}, image ${plan.returning.image}`;
  if (plan.ledger === null) return [image];
  const applied = ledgerAfter(plan, plan.revert.length);
  return [
    image,
    `the schema: ${counted(applied.length, "migration")} applied according to ${plan.ledger.table}`,
    ...indented(newestOf(applied)),
    ...(plan.revert.length === 0 ? [] : [noUndoOfThis(plan)]),
  ];
}

/** `kubectl rollout undo` knows nothing of migrations, and after an undo "previous" is the revision that was left. */
function noUndoOfThis({ leaving }: Plan): string {
  return `mind: a bare kubectl rollout undo would now bring back ${leaving.image} without its migrations; go forward with a fixed release`;
}

/** Newest first; whoever needs the older ones asks for the history. */
function newestOf(applied: readonly string[]): readonly string[] {
  const shown = applied.slice(-NEWEST_SHOWN).toReversed();
  const hidden = applied.length - shown.length;
  return hidden === 0 ? shown : [...shown, `and ${hidden} older`];
}

/** After the undo nothing here names the rollback again: its revision has a new number, and "previous" is the way back. */
function typeNextLines({ outcome, trouble }: Report, plan: Plan, style: Style): readonly string[] {
  if (outcome === "halted") return nextLines(trouble?.next ?? [], style);
  if (outcome !== "unverified") return [];
  const target = `deployment/${plan.workload.name} -n ${plan.workload.namespace}`;
  return nextLines(
    [
      run(`kubectl rollout status ${target}`, "see whether the rollout ends after all"),
      run(`kubectl safe-rollback history ${target}`, "see what runs, and what the database says was applied"),
    ],
    style,
  );
}

function isDone({ state }: StepRecord): boolean {
  return state === "done" || state === "already-done";
}

const WAS_ACTED_ON: ReadonlySet<ReportOutcome> = new Set<ReportOutcome>(["completed", "halted", "unverified"]);

const NEWEST_SHOWN = 5;
