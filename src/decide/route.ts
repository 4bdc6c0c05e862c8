import type { Plan, Route } from "../model/plan.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { namesIn, seen } from "./gap.ts";
import { canLiveWith, mayStart } from "./staying.ts";
import { reasonsFor, someOf, windowOf } from "./verdicts.ts";
import { toolOf, counted, listed } from "./wording.ts";

export interface ChosenRoute {
  readonly route: Route;
  readonly rejected: Plan["rejected"];
}

type Rejected = Plan["rejected"][number];

/**
 * Which way back, and why not the others. Where it is not determined what is ahead, the route is the one that
 * reverts: the image alone is never chosen by default.
 */
export function chooseRoute(situation: Situation, gap: Gap): ChosenRoute {
  const { ahead } = gap;
  if (ahead.known && ahead.value.length === 0) return imageOnly(situation, gap);
  if (situation.settings.order.value === "image-first") return imageFirst(situation, gap);
  return {
    route: "schema-then-image",
    rejected: [
      notYetThere(situation),
      { route: "image-only", because: whyNotTheImageAlone(situation, gap) },
      { route: "image-then-schema", because: whyNotTheImageFirst(situation, gap) },
      ...always(),
    ],
  };
}

/** For a workload that already runs the returning template. */
export function nothingToDo(returning: number): ChosenRoute {
  const because = `the workload already runs the template of revision ${returning}`;
  const routes = ["image-only", "schema-then-image", "image-then-schema"] as const;
  return { route: "nothing-to-do", rejected: [...routes.map((route) => ({ route, because })), ...always()] };
}

/** As the operator asked; whether it may be is what the rule image-first-is-unsafe says. */
function imageFirst(situation: Situation, gap: Gap): ChosenRoute {
  return {
    route: "image-then-schema",
    rejected: [
      notYetThere(situation),
      { route: "image-only", because: whyNotTheImageAlone(situation, gap) },
      { route: "schema-then-image", because: "--order image-first asks for the image first" },
      ...always(),
    ],
  };
}

function imageOnly(situation: Situation, gap: Gap): ChosenRoute {
  const because = whyNothingIsReverted(situation, gap);
  return {
    route: "image-only",
    rejected: [
      notYetThere(situation),
      { route: "schema-then-image", because },
      { route: "image-then-schema", because },
      ...always(),
    ],
  };
}

function whyNothingIsReverted({ keepUpTo, returningKnows }: Situation, gap: Gap): string {
  if (keepUpTo !== null) return `nothing was applied after ${keepUpTo}: there is nothing to revert`;
  const known = namesIn(returningKnows.relied);
  const strangers = seen(gap.staying).filter(({ name }) => known?.has(name) === false);
  if (strangers.length === 0)
    return "no applied migration is unknown to the returning image: there is nothing to revert";
  return `the returning image can live with ${counted(strangers.length, "migration")} that it does not know: a revert would only destroy`;
}

function whyNotTheImageAlone(situation: Situation, { ahead }: Gap): string {
  if (!ahead.known) return "what must be reverted is not determined";
  const names = listed(ahead.value.map(({ name }) => name));
  const must = `${counted(ahead.value.length, "migration")} would stay applied that must be reverted: ${names}`;
  const { judged, settings, keepUpTo } = situation;
  if (!judged.known || keepUpTo !== null || settings.revert.value === "all") return must;
  if (!mayStart(situation)) return `${must}; ${toolOf(situation)} refuses to start on a ledger with them, or may`;
  const going = new Set(ahead.value.map(({ name }) => name));
  const migrations = judged.value.migrations.filter(({ name }) => going.has(name));
  const reasons = reasonsFor({ ...judged.value, migrations }, "up");
  return reasons.length === 0 ? must : `${must}; with them, the returning code breaks, or may: ${someOf(reasons)}`;
}

function whyNotTheImageFirst(situation: Situation, gap: Gap): string {
  const window = windowOf(situation, gap);
  if (window === undefined || !canLiveWith(window.returningOnToday) || !mayStart(situation))
    return "the returning image would run on a schema that it does not know until the reverts are through";
  return "it is for --revert all, where the returning image can live with both schemas";
}

function notYetThere({ leaving, returning }: Situation): Rejected {
  return {
    route: "nothing-to-do",
    because: `the workload runs revision ${leaving.number}, not revision ${returning.number}`,
  };
}

function always(): readonly Rejected[] {
  return [
    { route: "roll-forward", because: "it needs a fixed release, which can be deployed instead at any time" },
    { route: "restore-backup", because: "everything written since the backup would be lost" },
  ];
}
