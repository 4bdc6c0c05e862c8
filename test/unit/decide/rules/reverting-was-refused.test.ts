import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

const NONE: Given["settings"] = { revert: { value: "none", from: "flag" } };

describe("reverting-was-refused", () => {
  it("stops when something is ahead and nothing may be reverted", () => {
    const finding = judge("reverting-was-refused", { ledger: "a b c", returning: "a", settings: NONE, timed: false });
    expect(finding).toMatchObject({
      weight: "blocker",
      summary: "--revert none allows no revert, but 2 applied migrations would have to be reverted",
      facts: ["c", "b"],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --revert=auto`, `${COMMAND} --revert=none --to-migration=c`]);
  });

  it.each<[string, Given]>([
    ["nothing is ahead", { returning: "a b", settings: NONE }],
    ["reverting is allowed", { ledger: "a b", returning: "a" }],
    ["it is undetermined what is ahead", { returning: nobodyKnows(), settings: NONE }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("reverting-was-refused", given)).toBeUndefined();
  });
});
