import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("foreign-migration-applied", () => {
  it("stops when something is applied that neither image knows", () => {
    expect(judge("foreign-migration-applied", { ledger: "a z b", leaving: "a b", returning: "a" })).toMatchObject({
      weight: "blocker",
      summary: "1 applied migration is known to neither image",
      facts: [
        "z (applied 2026-11-01T10:00:01.000Z)",
        "without its file nothing can be said about what depends on it, and nothing can revert it",
      ],
    });
  });

  it("only notices what the operator keeps, when the tool tolerates it", () => {
    const given = { ledger: "a z b", leaving: "a b", returning: "a", keepUpTo: "z", tool: "dbmate" as const };
    expect(judge("foreign-migration-applied", given)?.weight).toBe("notice");
  });

  it("only notices what the operator keeps, when nothing is to be reverted", () => {
    expect(judge("foreign-migration-applied", { ledger: "a z", leaving: "a", keepUpTo: "z" })?.weight).toBe("notice");
  });

  it("stops although the operator keeps it, when the tool refuses to revert beside it", () => {
    const given = { ledger: "a z b", leaving: "a b", returning: "a", keepUpTo: "z", tool: "knex" as const };
    expect(judge("foreign-migration-applied", given)?.weight).toBe("blocker");
  });

  it("stops when the operator wants it reverted", () => {
    const given = { ledger: "a z", leaving: "a", keepUpTo: "a", tool: "dbmate" as const };
    expect(judge("foreign-migration-applied", given)?.weight).toBe("blocker");
  });

  it.each([
    ["every applied migration is known to one of the images", { ledger: "a b", leaving: "b", returning: "a" }],
    [
      "a list is missing, so that it is undetermined what is foreign",
      { ledger: "a b", leaving: nobodyKnows(), returning: "a" },
    ],
  ])("stays silent when %s", (_, given) => {
    expect(judge("foreign-migration-applied", given)).toBeUndefined();
  });
});
