import type { Acting } from "../../../src/act/steps/step.ts";
import type { Outcome } from "../../../src/model/outcome.ts";
import type { Fault, FakeWorld } from "../../support/fake-world.ts";
import { describe, expect, it } from "vitest";
import { execute } from "../../../src/act/execute.ts";
import { verify } from "../../../src/act/verify.ts";
import { planRollback } from "../../../src/decide/plan.ts";
import { SafeRollbackError, failure } from "../../../src/errors.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { judged } from "../../support/judgements.ts";

const given = situation({ ledger: "a b c d", leaving: "a b c d", returning: "a" });

/** A plan of three reverts (d, c, b), a switch and a wait, and a world to carry it out in. */
function stage(fault?: Fault): { fake: FakeWorld; acting: Acting } {
  const fake = fakeWorld(given);
  fake.fault = fault;
  const { observation, world } = fake;
  return { fake, acting: { plan: planRollback(given), observation, world, agreed: "to-this-plan" } };
}

function states(outcome: Outcome): string {
  return outcome.steps.map(({ state }) => state).join(" ");
}

async function outcomeOf(acting: Acting): Promise<Outcome | string> {
  try {
    return await execute(acting);
  } catch (error) {
    if (error instanceof SafeRollbackError) return error.trouble.code;
    throw error;
  }
}

describe("execute", () => {
  it("reverts newest first, then switches, then waits", async () => {
    const { fake, acting } = stage();
    const outcome = await execute(acting);
    expect(fake.changes).toEqual(["revert d", "revert c", "revert b", "undo to 1"]);
    expect(states(outcome)).toBe("done done done done already-done");
    expect((await verify(acting)).agrees).toBe(true);
  });

  it("sends the image first where the plan says so, and says how to go on when a down fails then", async () => {
    const settings = {
      order: { value: "image-first", from: "flag" },
      revert: { value: "all", from: "flag" },
    } as const;
    const safe = judged({ b: { newCode: "reads_break" }, c: {} });
    const seen = situation({ ledger: "a b c", returning: "a", tool: "dbmate", judged: safe, settings });
    const fake = fakeWorld(seen);
    fake.fault = { at: "revert", nth: 1, how: "before" };
    const { observation, world } = fake;
    const acting: Acting = { plan: planRollback(seen), observation, world, agreed: "to-this-plan" };
    const outcome = await execute(acting);
    expect(fake.changes).toEqual(["undo to 1", "revert c"]);
    expect(states(outcome)).toBe("done already-done done failed");
    const command = expect.objectContaining({
      command: "kubectl rollout undo deployment/myapp -n shop --to-revision=2",
    }) as unknown;
    expect(outcome).toMatchObject({ trouble: { next: expect.arrayContaining([command]) as unknown } });
  });

  it("reverts nothing when the undo would be refused", async () => {
    const { fake, acting } = stage();
    const tryUndo = async (): Promise<void> => Promise.reject(failure("not-permitted", "may not patch deployments"));
    const world = { ...acting.world, cluster: { ...acting.world.cluster, tryUndo } };
    expect(await outcomeOf({ ...acting, world })).toBe("not-permitted");
    expect(fake.changes).toEqual([]);
  });

  it.each<{ name: string; fault: Fault; states: string; changes: string[]; code: string }>([
    {
      name: "halts when the second down fails, the image untouched",
      fault: { at: "revert", nth: 1, how: "before" },
      states: "done failed pending pending pending",
      changes: ["revert d"],
      code: "step-failed",
    },
    {
      name: "halts when a down fails although it had reverted",
      fault: { at: "revert", nth: 1, how: "after" },
      states: "done failed pending pending pending",
      changes: ["revert d", "revert c"],
      code: "step-failed",
    },
    {
      name: "halts when the first down exits 0 without reverting",
      fault: { at: "revert", nth: 0, how: "silent" },
      states: "failed pending pending pending pending",
      changes: [],
      code: "step-not-confirmed",
    },
    {
      name: "halts when a down reverts more than it should",
      fault: { at: "revert", nth: 0, how: "more" },
      states: "failed pending pending pending pending",
      changes: ["revert d"],
      code: "step-not-confirmed",
    },
    {
      name: "halts when the ledger cannot be read after the first down",
      fault: { at: "ledger", nth: 0, how: "before" },
      states: "failed pending pending pending pending",
      changes: ["revert d"],
      code: "database-unreachable",
    },
    {
      name: "halts when the workload moved before the switch",
      fault: { at: "undo", how: "before" },
      states: "done done done pending pending",
      changes: ["revert d", "revert c", "revert b"],
      code: "plan-stale",
    },
    {
      name: "halts when the rollout does not finish",
      fault: { at: "rollout", how: "before" },
      states: "done done done done failed",
      changes: ["revert d", "revert c", "revert b", "undo to 1"],
      code: "step-failed",
    },
  ])("$name", async ({ fault, states: expected, changes, code }) => {
    const { fake, acting } = stage(fault);
    const outcome = await execute(acting);
    expect({ kind: outcome.kind, states: states(outcome), changes: fake.changes }).toEqual({
      kind: "halted",
      states: expected,
      changes,
    });
    expect(outcome).toMatchObject({ trouble: { code } });
  });

  it("says what stands and how to go on or forward when it halts", async () => {
    const { acting } = stage({ at: "revert", nth: 1, how: "before" });
    expect(await execute(acting)).toMatchObject({
      trouble: {
        facts: [
          expect.stringContaining("the image was not touched"),
          "the ledger's rows: 3; reverted: d; not reverted: c, b",
        ],
        next: [
          { command: expect.stringContaining("kubectl safe-rollback deployment/myapp") as string },
          { command: expect.stringContaining("-- tool up") as string },
        ],
      },
    });
  });

  it.each([
    ["what was to go later", "a c d", ["d is gone", "gone with it, before their turn: c"]],
    ["what was to stay", "c a d", ["d is gone", "gone although they were to stay: a"]],
  ])("names %s when --down-command takes it along", async (_, ledger, facts) => {
    const downCommand = { value: ["npm", "run", "down"], from: "flag" } as const;
    const seen = situation({ ledger, leaving: "a c? d?", returning: "a", settings: { downCommand } });
    const fake = fakeWorld(seen);
    fake.fault = { at: "revert", nth: 0, how: "more" };
    const outcome = await execute({
      plan: planRollback(seen),
      observation: fake.observation,
      world: fake.world,
      agreed: "to-this-plan",
    });
    expect(outcome).toMatchObject({
      kind: "halted",
      trouble: { code: "step-not-confirmed", facts: expect.arrayContaining(facts) as string[] },
    });
  });

  it("refuses, untouched, when another rollback is still reverting", async () => {
    const { fake, acting } = stage();
    fake.unfinished.push("myapp-revert-x1");
    expect([await outcomeOf(acting), fake.changes]).toEqual(["busy", []]);
  });

  it("is interrupted, untouched, before the first step", async () => {
    const { fake, acting } = stage();
    fake.stop.abort("SIGTERM");
    expect([await outcomeOf(acting), fake.changes]).toEqual(["terminated", []]);
  });

  it("halts when interrupted after the first step", async () => {
    const { fake, acting } = stage();
    const interrupting: Acting = {
      ...acting,
      world: {
        ...fake.world,
        runner: {
          run: async (place, command, subject) => {
            fake.stop.abort("SIGINT");
            await fake.world.runner.run(place, command, subject);
          },
        },
      },
    };
    expect(await execute(interrupting)).toMatchObject({ kind: "halted", trouble: { code: "interrupted" } });
    expect(fake.changes).toEqual(["revert d"]);
  });
});

const everyFault = [
  ...[0, 1, 2].flatMap((nth) =>
    (["before", "after", "silent"] as const).map((how) => ({ at: "revert" as const, nth, how })),
  ),
  ...(["before", "after", "silent"] as const).map((how) => ({ at: "undo" as const, how })),
  { at: "rollout" as const, how: "before" as const },
];

describe("the same plan, carried out again after a stop anywhere", () => {
  it.each(everyFault)("completes after $at $nth failed $how", async (fault) => {
    const { fake, acting } = stage(fault);
    await outcomeOf(acting);
    fake.fault = undefined;
    const outcome = await execute(acting);
    expect(outcome.kind).toBe("completed");
    expect(fake.applied).toEqual(["a"]);
    expect(fake.changes.toSorted()).toEqual(["revert b", "revert c", "revert d", "undo to 1"]);
  });
});
