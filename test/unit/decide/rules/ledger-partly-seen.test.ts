import { describe, expect, it } from "vitest";
import { judge } from "../judge.ts";

describe("ledger-partly-seen", () => {
  it("asks when rows without a file could not be seen", () => {
    expect(judge("ledger-partly-seen", { complete: false })).toMatchObject({
      weight: "consent",
      summary: "only those rows of public.migrations were seen that files in the leaving image explain",
      next: [{ kind: "choose", flag: "--database-url-file FILE" }],
    });
  });

  it.each([
    ["every row was seen", {}],
    ["it is undetermined which tool keeps the ledger", { complete: false, tool: [] }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("ledger-partly-seen", given)).toBeUndefined();
  });
});
