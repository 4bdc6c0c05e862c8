import type { Finding } from "../model/finding.ts";
import type { Plan, PlannedLoss, PlannedRevision, Route } from "../model/plan.ts";
import type { LedgerRoute } from "../model/situation.ts";
import type { NextAction } from "../model/trouble.ts";
import type { Style } from "./style.ts";
import { lossNoun } from "../model/loss.ts";
import { blockersOf, pointOfNoReturn } from "../model/plan.ts";
import { run } from "../model/trouble.ts";
import { sectionOf } from "./finding-sections.ts";
import { findingLines, nextLines } from "./findings.ts";
import { columns, counted, indented, page, section } from "./page.ts";
import { plainValue } from "./plain.ts";
import { rehearsalLines } from "./rehearsal.ts";
import { stepText } from "./steps.ts";

export interface PlanView {
  readonly style: Style;
  /** The rollback as a command to type; absent when it is under way already. */
  readonly again?: string;
}

/**
 * A plan as people read it: what was seen, the route and why, the steps, what would be lost, what is not known,
 * what to type next. Names and ids are whole, so that they can be copied.
 */
export function planText(plan: Plan, { style, again }: PlanView): string {
  // Findings keep their line breaks until they are laid out.
  const shown: Plan = { ...plainValue(plan), findings: plan.findings };
  const { kind, name, namespace } = shown.workload;
  return page([
    style.heading(`plan ${shown.id}`),
    ...indented([`for ${kind.toLowerCase()}/${name} in namespace ${namespace}, as seen at ${shown.takenAt}`]),
    ...section("what was seen", seenLines(shown), style),
    ...section("evidence", evidenceLines(shown), style),
    ...section("settings", settingLines(shown), style),
    ...section(`route: ${shown.route}`, routeLines(shown, style), style),
    ...section("steps", stepLines(shown), style),
    ...section("rehearsal", rehearsalLines(shown), style),
    ...section("what would be lost", [...lossLines(shown), ...findingsIn(shown, "lost", style)], style),
    ...section("what is not known", findingsIn(shown, "unknown", style), style),
    ...section("what else was found", findingsIn(shown, "found", style), style),
    ...section("what to type next", typeNextLines(shown, { style, ...(again === undefined ? {} : { again }) }), style),
  ]);
}

function seenLines(plan: Plan): readonly string[] {
  const { container, database, ledger, tool } = plan;
  return columns([
    ["leaving", revisionText(plan.leaving)],
    ["returning", revisionText(plan.returning)],
    ["container", container],
    [
      "database",
      database === null
        ? "not asked"
        : `${database.name} on ${database.host} (${database.dialect} ${database.version})`,
    ],
    [
      "ledger",
      ledger === null
        ? "not asked"
        : `${ledger.table}, ${counted(ledger.applied.length, "migration")} applied, read ${ROUTES[ledger.via]}`,
    ],
    ["tool", tool ?? "undetermined"],
  ]);
}

function revisionText({ revision, image, digest, name }: PlannedRevision): string {
  return `revision ${revision}, image ${image}, digest ${digest ?? "undetermined (no Pod of it was seen)"}, ReplicaSet ${name}`;
}

function evidenceLines(plan: Plan): readonly string[] {
  return plan.evidence.map(({ about, from, detail }) => `${about}: ${detail} (${from})`);
}

function settingLines(plan: Plan): readonly string[] {
  return columns(plan.settings.map(({ name, value, from }) => [name, `${value} (${from})`]));
}

function routeLines(plan: Plan, style: Style): readonly string[] {
  return [
    ...plan.rejected.map(({ route, because }) => `not ${route}: ${because}`),
    ...plan.keep.map(({ name, because }) => `keeps ${name}: ${because}`),
    ...blockersOf(plan).flatMap((finding) => findingLines(finding, style, "without-next")),
  ];
}

function stepLines(plan: Plan): readonly string[] {
  if (plan.steps.length > 0) {
    const last = pointOfNoReturn(plan);
    return plan.steps.flatMap((step, index) => [
      ...(index === last ? [NO_RETURN] : []),
      `${index + 1}. ${stepText(step, plan)}`,
    ]);
  }
  return [blockersOf(plan).length > 0 ? "none: the plan is blocked" : "none"];
}

/** What no finding below says anyway. */
function lossLines(plan: Plan): readonly string[] {
  if (plan.revert.length === 0) return [NOTHING_REVERTED[plan.route] ?? "undetermined, like what must be reverted"];
  const said = plan.findings.flatMap(({ facts }) => facts);
  return plan.revert.flatMap(({ file, loses }) =>
    loses
      .filter(({ object }) => !said.some((fact) => fact.includes(`${object}: `)))
      .map((loss) => `${loss.object}: ${amountOf(loss)}, by reverting ${file}`),
  );
}

function amountOf({ object, rows, estimated }: PlannedLoss): string {
  if (rows === null) return "not counted";
  return `${estimated === true ? "about " : ""}${counted(rows, lossNoun(object))}`;
}

function findingsIn(plan: Plan, part: ReturnType<typeof sectionOf>, style: Style): readonly string[] {
  const isHere = (finding: Finding): boolean => finding.weight !== "blocker" && sectionOf(finding.id) === part;
  return plan.findings.filter(isHere).flatMap((finding) => findingLines(finding, style, "with-next"));
}

function typeNextLines(plan: Plan, { style, again }: PlanView): readonly string[] {
  const blockers = blockersOf(plan);
  if (blockers.length > 0)
    return nextLines(
      blockers.flatMap(({ next }) => next),
      style,
    );
  if (again === undefined || plan.route === "nothing-to-do") return [];
  const exactly = again.includes("--to-revision") ? again : `${again} --to-revision=${plan.returning.revision}`;
  if (plan.evidence.some(({ from }) => from === "time")) return nextLines(lookFirst(exactly), style);
  const actions = [
    run(exactly, "roll back as planned; it asks before it changes anything"),
    run(`${exactly} --confirm=${plan.id}`, "or without being asked: agrees to exactly this plan"),
    run(
      `${exactly} --yes${acceptFlag(plan)}`,
      "or without being asked: agrees by name, whatever the plan's id is then",
    ),
  ];
  return nextLines(actions, style);
}

/** A run looks into the images before it asks, so what it will plan, and under which id, cannot be agreed to yet. */
function lookFirst(command: string): readonly NextAction[] {
  return [
    run(
      `${command} --dry-run=server`,
      "look into the images first; what is planned may change then, and so does its id",
    ),
    run(command, "or roll back: it looks into the images, shows its plan and asks before it changes anything"),
  ];
}

function acceptFlag({ consent }: Plan): string {
  return consent.accept.length === 0 ? "" : ` --accept=${consent.accept.join(",")}`;
}

const NO_RETURN = "---- point of no return: what the next step destroys, no later step brings back ----";

const NOTHING_REVERTED: Partial<Record<Route, string>> = {
  "nothing-to-do": "nothing: nothing is done",
  "image-only": "nothing: no migration is reverted",
};

const ROUTES: Readonly<Record<LedgerRoute, string>> = {
  connection: "over a connection from here",
  "port-forward": "through a port-forward",
  relay: "through a relay Job on the leaving image",
  image: "by a Job on the leaving image",
};
