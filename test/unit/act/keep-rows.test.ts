import type { Acting } from "../../../src/act/steps/step.ts";
import type { KeepState } from "../../../src/model/kept.ts";
import type { Fault, FakeWorld } from "../../support/fake-world.ts";
import { describe, expect, it } from "vitest";
import { execute } from "../../../src/act/execute.ts";
import { keptRowsOf } from "../../../src/act/kept.ts";
import { planRollback } from "../../../src/decide/plan.ts";
import { SafeRollbackError } from "../../../src/errors.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { judged, loss } from "../../support/judgements.ts";

const CAN = { kind: "can", bytes: 10 } as const;

const given = situation({
  ...{ ledger: "a b c", returning: "a" },
  judged: judged({ b: { oldCode: "writes_break" }, c: {} }),
  losses: [
    loss("b", "table:b", { kind: "exact", rows: 3 }, CAN),
    loss("c", "column:t.c", { kind: "exact", rows: 1 }, CAN),
  ],
});

function stage(fault?: Fault): { readonly fake: FakeWorld; readonly acting: Acting } {
  const fake = fakeWorld(given);
  fake.fault = fault;
  const { observation, world } = fake;
  return { fake, acting: { plan: planRollback(given), observation, world, agreed: "to-this-plan" } };
}

async function attempted(acting: Acting): Promise<string> {
  try {
    const outcome = await execute(acting);
    return outcome.kind === "halted" ? outcome.trouble.code : outcome.kind;
  } catch (error) {
    if (error instanceof SafeRollbackError) return error.trouble.code;
    throw error;
  }
}

const ALL = ["keep before c", "revert c", "keep before b", "revert b", "undo to 1"];

describe("keeping rows aside", () => {
  it("comes right before each down that destroys something", async () => {
    const { fake, acting } = stage();
    await execute(acting);
    expect(fake.changes).toEqual(ALL);
  });

  it("is done again, right before the down, when rows were written since", async () => {
    const { fake, acting } = stage();
    const states: KeepState[] = ["missing", "kept", "changed", "kept", "kept", "kept"];
    const state = async (): Promise<KeepState> => states.shift() as KeepState;
    await execute({ ...acting, world: { ...fake.world, keeper: { ...fake.world.keeper, state } } });
    expect(fake.changes).toEqual(["keep before c", "keep before c", "revert c", "revert b", "undo to 1"]);
  });

  it.each<[Fault["how"], string]>([
    ["before", "step-failed"],
    ["after", "step-failed"],
    ["silent", "step-not-confirmed"],
  ])("reverts nothing where it fails %s", async (how, code) => {
    const { fake, acting } = stage({ at: "keep", how });
    expect(await attempted(acting)).toBe(code);
    expect(fake.changes.filter((change) => !change.startsWith("keep"))).toEqual([]);
  });

  it.each([
    ...(["before", "after", "silent"] as const).map((how) => ({ at: "keep" as const, how })),
    ...[0, 1].flatMap((nth) =>
      (["before", "after", "silent"] as const).map((how) => ({ at: "revert" as const, nth, how })),
    ),
    ...(["before", "after"] as const).map((how) => ({ at: "undo" as const, how })),
  ])("goes on where it stopped when the plan is carried out again: $at $nth failed $how", async (fault) => {
    const { fake, acting } = stage(fault);
    await attempted(acting);
    fake.fault = undefined;
    expect(await attempted(acting)).toBe("completed");
    expect(fake.changes).toEqual(ALL);
  });

  it("needs a connection", async () => {
    const { fake, acting } = stage();
    const observation = { ...acting.observation, connection: undefined };
    expect(await attempted({ ...acting, observation })).toBe("database-unreachable");
    expect(fake.changes).toEqual([]);
  });

  it("is listed afterwards, also where that fails", async () => {
    const { fake, acting } = stage();
    await execute(acting);
    expect((await keptRowsOf(acting)).map(({ migration }) => migration)).toEqual(["c", "b"]);
    const kept = async (): Promise<never> => Promise.reject(new SafeRollbackError({ ...TROUBLE }));
    const broken = { ...acting, world: { ...fake.world, keeper: { ...fake.world.keeper, kept } } };
    expect(await keptRowsOf(broken)).toEqual([]);
    expect(fake.told.at(-1)).toMatchObject({
      kind: "warning",
      text: expect.stringContaining("the network is gone") as string,
    });
  });
});

const TROUBLE = { code: "database-unreachable", summary: "the network is gone", facts: [], next: [] } as const;
