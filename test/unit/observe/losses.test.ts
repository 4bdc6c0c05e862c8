import type { LossOrigin, RangeJudgement } from "../../../src/model/judgement.ts";
import type { Count, Since, ToCount } from "../../../src/model/loss.ts";
import type { Database } from "../../../src/ports/database.ts";
import { describe, expect, it } from "vitest";
import { known, undetermined } from "../../../src/model/evidence.ts";
import { countedLosses } from "../../../src/observe/losses.ts";
import { UNASKED } from "../../support/fake-database.ts";
import { judged } from "../../support/judgements.ts";

const APPLIED_AT = "2024-02-01T10:00:00.000Z";

describe("what is new of what a down destroys", () => {
  it.each<[string, LossOrigin, string | null, Count, Since]>([
    ["all of what its up made", "made-empty", APPLIED_AT, { kind: "exact", rows: 3 }, { kind: "all" }],
    ["all of it without a time as well", "made-empty", null, { kind: "undetermined", because: "" }, { kind: "all" }],
    [
      "what was inserted after it was applied",
      "before",
      APPLIED_AT,
      { kind: "exact", rows: 3, later: { rows: 2, by: "made" } },
      { kind: "some", rows: 2, by: "made" },
    ],
    [
      "unknown where the ledger has no time",
      "made-filled",
      null,
      { kind: "exact", rows: 3 },
      {
        kind: "undetermined",
        because: "it was filled by a migration, and the ledger does not say when it was applied",
      },
    ],
    [
      "unknown where the rows have none",
      "unknown",
      APPLIED_AT,
      { kind: "exact", rows: 3 },
      {
        kind: "undetermined",
        because: "whether the migration made it is not known, and nothing tells when its rows were inserted",
      },
    ],
  ])("is %s", async (_, origin, appliedAt, count, since) => {
    const asked: ToCount[] = [];
    const database = counting(count, asked);
    const reached = { kind: "connected", database } as unknown as Parameters<typeof countedLosses>[2];
    const losses = await countedLosses(range(origin), ledgerOf(appliedAt), reached);
    expect(losses).toMatchObject([{ migration: "b", object: "table:t", count, since }]);
    expect(asked).toMatchObject([{ object: "table:t", appliedAt }]);
  });

  it("is nothing where nothing was judged", async () => {
    const reached = { kind: "none" } as unknown as Parameters<typeof countedLosses>[2];
    expect(await countedLosses(undetermined("no files", []), ledgerOf(null), reached)).toEqual([]);
  });
});

function range(origin: LossOrigin): ReturnType<typeof judged> {
  const one = judged({ b: { loses: ["table:t"] } });
  const { migrations, ...rest } = (one as unknown as { readonly value: RangeJudgement }).value;
  const origins = new Map([["table:t", origin]]);
  return known({ ...rest, migrations: migrations.map((each) => ({ ...each, origins })) }, "image", "the SQL");
}

function ledgerOf(appliedAt: string | null): Parameters<typeof countedLosses>[1] {
  return { table: "ledger", applied: [{ name: "b", appliedAt }], dirty: [], lock: null, complete: true };
}

function counting(count: Count, asked: ToCount[]): Pick<Database, keyof typeof UNASKED> {
  return {
    ...UNASKED,
    count: async (things) => {
      asked.push(...things);
      return things.map(() => count);
    },
    keepable: async (things) => things.map(() => ({ kind: "cannot", because: "not here" })),
  };
}
