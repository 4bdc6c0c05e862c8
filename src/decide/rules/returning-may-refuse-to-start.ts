import type { Weight } from "../../model/finding.ts";
import type { Situation, StartUp } from "../../model/situation.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Rule } from "../rule.ts";
import { choose, edit, run } from "../../model/trouble.ts";
import { namesIn, seen } from "../gap.ts";
import { traitsOf } from "../rule.ts";
import { row, toolOf } from "../wording.ts";

/**
 * A strict tool stops when the ledger holds what its image lacks; with it stops an image that migrates at its start.
 * That it will is a blocker. That nothing was seen to migrate asks all the same: a program may migrate by itself.
 */
export const returningMayRefuseToStart: Rule = (situation, gap) => {
  const known = namesIn(situation.returningKnows.relied);
  const startUp = traitsOf(situation)?.startUp;
  if (known === undefined || startUp === undefined || startUp.kind === "tolerates") return [];
  const strangers = seen(gap.staying).filter(({ name }) => !known.has(name));
  const { returningStart: start } = situation;
  if (strangers.length === 0 || (start.known && start.value === "does-not-mind")) return [];
  return [
    {
      id: "returning-may-refuse-to-start",
      weight: weightOf(startUp, situation),
      summary: "migrations stay applied that the returning image does not know",
      facts: [
        ...strangers.map(row),
        startUp.kind === "refuses"
          ? `${toolOf(situation)} refuses to migrate when the ledger holds a migration without a file`
          : `${toolOf(situation)} may refuse to migrate when the ledger holds a migration without a file: ${startUp.on}`,
        `it says then: ${startUp.says}`,
        ...startFacts(situation),
      ],
      next: [
        ...ownEntrypoint(situation),
        choose("--to-migration NAME", "an older one, so that these are reverted as well"),
        edit("the returning image's start", "make sure that it does not migrate, or that it goes on when that fails"),
      ],
    },
  ];
};

/** No API of Kubernetes tells what an image starts by itself; whoever has the image can see it. */
function ownEntrypoint({ returning, container, returningStart }: Situation): readonly NextAction[] {
  const own = returning.containers.find(({ name }) => name === container);
  if (returningStart.known || own === undefined || own.command !== null) return [];
  const config = "{{json .Config.Entrypoint}} {{json .Config.Cmd}}";
  return [
    run(
      `docker image inspect --format '${config}' ${own.image}`,
      "shows what the image itself starts; if that does not migrate, --accept=returning-may-refuse-to-start",
    ),
    edit("the pod template of later releases", "let it name the command, so that the next rollback can tell"),
  ];
}

type Strict = Exclude<StartUp, { kind: "tolerates" }>;

function weightOf({ kind }: Strict, { returningStart }: Situation): Weight {
  const isSure = kind === "refuses" && returningStart.known && returningStart.value === "runs";
  return isSure ? "blocker" : "consent";
}

function startFacts({ returningStart: start, returning }: Situation): readonly string[] {
  const revision = `revision ${returning.number}`;
  if (!start.known) {
    const looked = start.tried.map((attempt) => `looked at: ${attempt}`);
    return [`whether ${revision} migrates when it starts is not determined: ${start.because}`, ...looked];
  }
  switch (start.value) {
    case "runs":
      return [`${revision} migrates when it starts: ${start.detail}`];
    case "runs-and-goes-on":
      return [`${revision} migrates when it starts, and goes on when that fails: ${start.detail}`];
    case "does-not-mind":
      return [];
    case "does-not-run":
      return [`${revision} does not migrate when it starts, as far as can be seen: ${start.detail}`];
  }
}
