import { describe, expect, it } from "vitest";
import { gapOf } from "../../../../src/decide/gap.ts";
import { appliedElsewhereToo } from "../../../../src/decide/rules/applied-elsewhere-too.ts";
import { situation } from "../../../support/builders.ts";

describe("applied-elsewhere-too", () => {
  it("asks when another schema's ledger has what is to be reverted, and names both", () => {
    expect(judged({ tenant_a: "a b c", tenant_b: "a b", tenant_c: "a" })).toMatchObject([
      {
        id: "applied-elsewhere-too",
        weight: "consent",
        summary: "what must go is applied in 2 other schemas as well, and stays there",
        facts: [
          "ledger is the ledger that is read and reverted, and no other",
          "tenant_a has b, c too",
          "tenant_b has b too",
        ],
      },
    ]);
  });

  it.each([
    ["other ledgers have only what stays", { tenant_a: "a", other_app: "x y" }],
    ["there is no other ledger", {}],
  ])("stays silent when %s", (_, others) => {
    expect(judged(others)).toEqual([]);
  });

  it("stays silent when the tool keeps one ledger alone", () => {
    const given = situation({ ledger: "a b", leaving: "a b", returning: "a" });
    expect(appliedElsewhereToo(given, gapOf(given))).toEqual([]);
  });
});

function judged(others: Readonly<Record<string, string>>): ReturnType<typeof appliedElsewhereToo> {
  const given = situation({ ledger: "a b c", leaving: "a b c", returning: "a" });
  const elsewhere = Object.entries(others).map(([table, names]) => ({ table, names: names.split(" ") }));
  const seen = { ...given, ledger: { ...given.ledger, table: "ledger", elsewhere } };
  return appliedElsewhereToo(seen, gapOf(seen));
}
