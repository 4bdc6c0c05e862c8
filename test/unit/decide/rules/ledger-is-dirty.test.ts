import { describe, expect, it } from "vitest";
import { COMMAND, commandsOf, judge } from "../judge.ts";

describe("ledger-is-dirty", () => {
  it("stops when a migration is marked as half applied", () => {
    const finding = judge("ledger-is-dirty", { dirty: "b" });
    expect(finding).toMatchObject({
      weight: "blocker",
      summary: "public.migrations marks 1 migration as half applied",
      facts: ["b is marked in public.migrations"],
    });
    expect(commandsOf(finding)).toEqual([COMMAND]);
  });

  it("stays silent when nothing is marked", () => {
    expect(judge("ledger-is-dirty", {})).toBeUndefined();
  });
});
