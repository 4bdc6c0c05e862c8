import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b", returning: "a" } as const;
const TOOK = { oldCode: "reads_break", upLoses: ["column:users.legacy_status"] } as const;

describe("comes-back-empty", () => {
  it.each([
    ["structure_only", "its down brings back the structure, which is empty"],
    ["partial", "its down brings back a part"],
    ["none", "its down brings nothing of it back"],
  ] as const)("says of a down that restores %s what is missing", (restores, words) => {
    expect(judge("comes-back-empty", { ...GIVEN, judged: judged({ b: { ...TOOK, restores } }) })).toMatchObject({
      weight: "notice",
      facts: [`b: its up took column:users.legacy_status; ${words}`],
    });
  });

  it.each([
    ["everything comes back", { judged: judged({ b: { ...TOOK, restores: "full" } }) } as const],
    ["the up took nothing", { judged: judged({ b: { oldCode: "reads_break", restores: "none" } }) } as const],
    ["nothing was judged", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("comes-back-empty", { ...GIVEN, ...given })).toBeUndefined();
  });
});
