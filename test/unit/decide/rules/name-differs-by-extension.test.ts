import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

const ID = "name-differs-by-extension";

describe(ID, () => {
  it("stops before a migration is reverted that the returning image has in its compiled form", () => {
    expect(judge(ID, { ledger: "1_a.ts 2_b.ts", returning: "1_a.js" })).toMatchObject({
      weight: "blocker",
      facts: [
        "1_a.ts is applied, the returning image has 1_a.js",
        "knex records the extension, and takes these for different migrations",
      ],
    });
  });

  it("says it of both images", () => {
    const given: Given = { ledger: "1_a.cjs", leaving: "1_a.mts", returning: "1_a.js", tool: "sequelize" };
    expect(judge(ID, given)?.facts).toEqual([
      "1_a.cjs is applied, the leaving image has 1_a.mts",
      "1_a.cjs is applied, the returning image has 1_a.js",
      "sequelize records the extension, and takes these for different migrations",
    ]);
  });

  it("only says so when the operator keeps it", () => {
    const given: Given = { ledger: "1_a.ts 2_b.ts", returning: "1_a.js", keepUpTo: "1_a.ts" };
    expect(judge(ID, given)?.weight).toBe("notice");
  });

  it.each<[string, Given]>([
    ["the names are the same", { ledger: "1_a.ts 2_b.ts", returning: "1_a.ts" }],
    ["both forms are applied", { ledger: "1_a.ts 1_a.js", leaving: "1_a.ts 1_a.js", returning: "1_a.js" }],
    ["names have no extension", { ledger: "1_a 2_b", returning: "1_a" }],
    ["the stems differ", { ledger: "1_a.ts 2_b.ts", returning: "1_b.js" }],
    ["nobody knows the lists", { ledger: "1_a.ts", leaving: nobodyKnows(), returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge(ID, given)).toBeUndefined();
  });
});
