import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("returning-may-refuse-to-start", () => {
  it("asks when a strict tool will find what its image lacks", () => {
    const given: Given = { ledger: "a b c", returning: "a", keepUpTo: "b", timed: false };
    expect(judge("returning-may-refuse-to-start", given)).toMatchObject({
      weight: "consent",
      facts: [
        "b",
        "knex refuses to migrate when the ledger holds a migration without a file",
        "it says then: corrupt",
        "whether the returning image migrates when it starts was not looked at",
      ],
    });
  });

  it.each<[string, Given]>([
    ["the tool is tolerant", { tool: "dbmate", ledger: "a b c", returning: "a", keepUpTo: "b" }],
    ["all that stays is known", { ledger: "a b", returning: "a" }],
    ["it is undetermined what the returning image knows", { returning: nobodyKnows(), keepUpTo: "a" }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("returning-may-refuse-to-start", given)).toBeUndefined();
  });
});
