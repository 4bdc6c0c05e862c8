import type { Plan, Route } from "../model/plan.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { counted, listed } from "./wording.ts";

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
  if (ahead.known && ahead.value.length === 0) return imageOnly(situation);
  const because = ahead.known
    ? `${counted(ahead.value.length, "migration")} would stay applied that must be reverted: ${listed(ahead.value.map(({ name }) => name))}`
    : "what must be reverted is not determined";
  return {
    route: "schema-then-image",
    rejected: [
      notYetThere(situation),
      { route: "image-only", because },
      {
        route: "image-then-schema",
        because: "the returning image would run on a schema that it does not know until the reverts are through",
      },
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

function imageOnly(situation: Situation): ChosenRoute {
  const because =
    situation.keepUpTo === null
      ? "no applied migration is unknown to the returning image: there is nothing to revert"
      : `nothing was applied after ${situation.keepUpTo}: there is nothing to revert`;
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
