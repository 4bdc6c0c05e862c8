import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

describe("not-determined", () => {
  it("stops when nobody knows what the returning image knows, and says all that was tried", () => {
    const finding = judge("not-determined", {
      returning: nobodyKnows("no source could tell", "the annotation: absent", "no probe Job was allowed"),
    });
    expect(finding).toMatchObject({
      weight: "blocker",
      facts: [
        "what the returning image knows: no source could tell",
        "tried: the annotation: absent",
        "tried: no probe Job was allowed",
      ],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --dry-run=server`]);
  });

  it("offers no probe where probes looked in vain", () => {
    expect(commandsOf(judge("not-determined", { returning: nobodyKnows(), mayProbe: true }))).toEqual([]);
  });

  it("stops when the leaving list is missing and decides something", () => {
    expect(judge("not-determined", { ledger: "a b", leaving: nobodyKnows(), returning: "a" })?.weight).toBe("blocker");
  });

  it("takes the leaving image's migrations from this machine where the image does not tell them", () => {
    const finding = judge("not-determined", { ledger: "a b", leaving: nobodyKnows(), returning: "a" });
    expect(finding?.next).toContainEqual(expect.objectContaining({ flag: "--local-migrations DIR" }));
  });

  it("stays silent when the leaving list is missing and decides nothing", () => {
    expect(judge("not-determined", { ledger: "a b", leaving: nobodyKnows(), returning: "a b" })).toBeUndefined();
  });

  it("stops when the returning list is missing though nothing is applied", () => {
    expect(judge("not-determined", { ledger: "", returning: nobodyKnows() })?.weight).toBe("blocker");
  });

  it("stops when what the operator keeps is not applied", () => {
    expect(judge("not-determined", { ledger: "a", keepUpTo: "x" })).toMatchObject({
      weight: "blocker",
      facts: ["--to-migration: x is not applied", "tried: x in public.migrations: absent"],
    });
  });

  it("only notices what is missing when the operator has said what to keep", () => {
    expect(judge("not-determined", { ledger: "a b", returning: nobodyKnows(), keepUpTo: "a" })).toMatchObject({
      weight: "notice",
      facts: ["what the returning image knows: no source could tell"],
    });
  });

  it.each([
    ["both lists are known", { ledger: "a b", returning: "a" }],
    [
      "the operator has said what to keep and the returning list is known",
      { leaving: nobodyKnows(), returning: "a", keepUpTo: "a" },
    ],
    ["it is not even known which tool it is", { tool: [], leaving: nobodyKnows(), returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("not-determined", given)).toBeUndefined();
  });
});
