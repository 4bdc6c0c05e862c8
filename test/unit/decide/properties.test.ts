import type { Plan } from "../../../src/model/plan.ts";
import type { Situation } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { planRollback } from "../../../src/decide/plan.ts";
import { RULES } from "../../../src/decide/rules/all.ts";
import { blockersOf, ledgerAfter } from "../../../src/model/plan.ts";
import { situation } from "../../support/builders.ts";
import { situationFrom } from "./random.ts";

interface Example {
  readonly seen: Situation;
  readonly plan: Plan;
}

const SEEDS = Array.from({ length: 1300 }, (_, position) => position + 1);
const EXAMPLES: readonly Example[] = SEEDS.map(situationFrom).map((seen) => ({ seen, plan: planRollback(seen) }));
const PLANS = EXAMPLES.map(({ plan }) => plan);

describe("whatever the situation", () => {
  it("every rule fires somewhere, so that what follows means something", () => {
    const fired = new Set<string>(PLANS.flatMap(({ findings }) => findings.map(({ id }) => id)));
    expect([...fired].toSorted()).toEqual(Object.keys(RULES).toSorted());
  });

  it.each([
    ["revert several migrations", ({ steps }: Plan) => steps.length > 3],
    ["send only the image back", ({ steps }: Plan) => steps.length === 2],
    ["are blocked", ({ steps }: Plan) => steps.length === 0],
  ])("enough of the plans %s", (_, such) => {
    expect(PLANS.filter(such).length).toBeGreaterThan(50);
  });

  it("a plan survives a round trip through JSON", () => {
    expect(PLANS.map((plan) => JSON.parse(JSON.stringify(plan)) as unknown)).toEqual(PLANS);
  });

  it("the same situation gives the same plan", () => {
    expect(SEEDS.map((seed) => planRollback(situationFrom(seed)))).toEqual(PLANS);
  });

  it.each<[string, (example: Example) => boolean]>([
    ["the id does not depend on when the situation was seen", idIsTimeless],
    ["no plan reverts what the returning image knows, unless the operator says so", revertsOnlyStrangers],
    ["no plan reverts what the operator keeps", keepsWhatTheOperatorKeeps],
    ["only what is applied is reverted, newest first", revertsNewestFirst],
    [
      "the steps are the reverts, each after its copy, and the image's two, in the order of the route; none when blocked",
      hasTheStepsItSays,
    ],
    ["what reverts nothing takes the route of the image alone", takesTheRouteItSays],
    ["whatever may destroy rows is agreed to by name", asksBeforeReverting],
    ["consent is asked for what needs it, and for nothing else", asksForConsentAlone],
    ["a finding says what was seen and what to do, and each is said once", findingsAreWhole],
    ["every route is either taken or rejected with a reason", rejectsTheOtherRoutes],
    ["the ledger that is expected is the ledger without what was reverted", expectsTheRest],
    ["what neither image can explain is never left unmentioned", mentionsStrangers],
  ])("%s", (_, holds) => {
    expect(EXAMPLES.filter((example) => !holds(example))).toEqual([]);
  });
});

describe("ten thousand migrations", () => {
  const names = Array.from({ length: 10_000 }, (_, position) => `m${position}`);
  const all = names.join(" ");
  const every = (step: number): string => names.filter((_, position) => position % step === 0).join(" ");
  const allKnown = situation({ ledger: all }).leavingKnows.relied;

  it.each([
    ["half are ahead", { ledger: all, returning: names.slice(0, 5000).join(" ") }],
    ["every other one is ahead", { ledger: all, returning: every(2) }],
    ["all are ahead, for a tool that takes no names", { ledger: all, returning: "", tool: "dbmate" as const }],
    ["a third is foreign", { ledger: all, leaving: every(3), returning: every(2) }],
    ["the sources disagree", { ledger: all, returning: every(2), returningOthers: [allKnown] }],
    ["the operator keeps half", { ledger: all, returning: "", keepUpTo: "m5000" }],
    ["hardly any is applied", { ledger: "a", returning: all }],
  ])("are planned in well under a second when %s", (_, given) => {
    const seen = situation(given);
    const before = process.cpuUsage();
    planRollback(seen);
    const { user, system } = process.cpuUsage(before);
    // Time of the processor, because machines that run tests are busy; one that compares all with all takes minutes.
    expect(user + system).toBeLessThan(2_000_000);
  });
});

function idIsTimeless({ seen, plan }: Example): boolean {
  return planRollback({ ...seen, takenAt: "later" }).id === plan.id;
}

function revertsOnlyStrangers({ seen, plan }: Example): boolean {
  const { relied } = seen.returningKnows;
  const known = new Set(relied.known ? relied.value.map(({ name }) => name) : []);
  return seen.keepUpTo !== null || plan.revert.every(({ name }) => !known.has(name));
}

function keepsWhatTheOperatorKeeps({ seen, plan }: Example): boolean {
  const applied = seen.ledger.applied.map(({ name }) => name);
  const last = seen.keepUpTo === null ? -1 : applied.indexOf(seen.keepUpTo);
  return plan.revert.every(({ name }) => applied.indexOf(name) > last);
}

function revertsNewestFirst({ seen, plan }: Example): boolean {
  const applied = seen.ledger.applied.map(({ name }) => name);
  const positions = plan.revert.map(({ name }) => applied.indexOf(name));
  const ordered = positions.toSorted((one, other) => other - one);
  return !positions.includes(-1) && positions.join() === ordered.join();
}

function hasTheStepsItSays({ plan }: Example): boolean {
  if (blockersOf(plan).length > 0) return plan.steps.length === 0;
  const reverts = plan.revert.map(({ name }) => ({ kind: "revert-migration", name }));
  const rest = [
    { kind: "switch-revision", to: 1 },
    { kind: "await-rollout", timeoutSeconds: 660 },
  ];
  const inOrder = plan.route === "image-then-schema" ? [...rest, ...reverts] : [...reverts, ...rest];
  const others = plan.steps.filter(({ kind }) => kind !== "keep-rows");
  return JSON.stringify(others) === JSON.stringify(inOrder) && keepsRightBefore(plan);
}

/** Each copy is followed by the down that it is made for. */
function keepsRightBefore({ steps }: Plan): boolean {
  return steps.every((step, index) => {
    const next = steps[index + 1];
    return step.kind !== "keep-rows" || (next?.kind === "revert-migration" && next.name === step.before);
  });
}

function takesTheRouteItSays({ plan }: Example): boolean {
  return blockersOf(plan).length > 0 || (plan.route === "image-only") === (plan.revert.length === 0);
}

function asksBeforeReverting({ plan }: Example): boolean {
  const asks = plan.consent.accept.some((id) => id === "loss-not-determined" || id === "rows-would-be-lost");
  return asks || plan.steps.length === 0 || plan.revert.every(isHarmless);
}

/** Its down was judged, and what it would destroy was counted: nothing. */
function isHarmless({ down, verdict, loses }: Plan["revert"][number]): boolean {
  return (
    (down === "sql" || down === "code") &&
    verdict.newCode !== "undetermined" &&
    loses.every(({ rows, estimated }) => rows === 0 && !estimated)
  );
}

function asksForConsentAlone({ plan: { findings, consent } }: Example): boolean {
  const ids = findings.filter(({ weight }) => weight === "consent").map(({ id }) => id);
  return ids.toSorted().join() === consent.accept.join() && consent.level === (ids.length === 0 ? "yes" : "name");
}

function findingsAreWhole({ plan: { findings } }: Example): boolean {
  const ids = new Set(findings.map(({ id }) => id));
  return ids.size === findings.length && findings.every(({ facts, next }) => facts.length > 0 && next.length > 0);
}

function rejectsTheOtherRoutes({ plan: { route, rejected } }: Example): boolean {
  const routes = new Set([route, ...rejected.map((other) => other.route)]);
  return routes.size === 6 && rejected.length === 5 && rejected.every(({ because }) => because !== "");
}

function expectsTheRest({ seen, plan }: Example): boolean {
  const gone = plan.revert.map(({ name }) => name);
  const rest = ledgerAfter(plan, gone.length);
  return (
    plan.ledger === null ||
    [...rest, ...gone].toSorted().join() ===
      seen.ledger.applied
        .map(({ name }) => name)
        .toSorted()
        .join()
  );
}

/** Applied, in neither list, both lists known: a finding names it, and so does what is kept or reverted. */
function mentionsStrangers({ seen, plan }: Example): boolean {
  const lists = [seen.leavingKnows.relied, seen.returningKnows.relied];
  if (plan.tool === null || lists.some(({ known }) => !known)) return true;
  const explained = new Set(lists.flatMap((list) => (list.known ? list.value.map(({ name }) => name) : [])));
  const strangers = seen.ledger.applied.filter(({ name }) => !explained.has(name));
  const finding = plan.findings.find(({ id }) => id === "foreign-migration-applied");
  const shown = new Set([...plan.keep, ...plan.revert].map(({ name }) => name));
  return strangers.every(
    ({ name }) => finding?.facts.some((fact) => fact.split(" ")[0] === name) === true && shown.has(name),
  );
}
