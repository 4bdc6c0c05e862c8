import { describe, expect, it } from "vitest";
import { DIFFERS, FAILED, rehearsalWith } from "../../../support/rehearsals.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b c", leaving: "a b c", returning: "a" } as const;

describe("rehearsal-failed", () => {
  it("stops when a down failed where it was tried", () => {
    expect(judge("rehearsal-failed", { ...GIVEN, rehearsal: rehearsalWith({ c: {}, b: FAILED }) })).toMatchObject({
      weight: "blocker",
      summary: "the rehearsal failed, on PostgreSQL 18.6 within this process, without rows",
      facts: ["b.sql: its down fails: the database said: a view depends on it"],
    });
  });

  it("says that it was the SQL recorded of a down that failed", () => {
    const rehearsal = rehearsalWith({ c: {}, b: { ...FAILED, recorded: true } });
    expect(judge("rehearsal-failed", { ...GIVEN, rehearsal })).toMatchObject({
      facts: ["b.sql: its recorded down fails: the database said: a view depends on it"],
    });
  });

  it("stops when a down does not lead back to what its up started from", () => {
    expect(judge("rehearsal-failed", { ...GIVEN, rehearsal: rehearsalWith({ c: DIFFERS, b: {} }) })).toMatchObject({
      weight: "blocker",
      facts: ["c.sql: its down does not lead back to what its up started from: missing: create index i on t (c)"],
    });
  });

  it.each([
    ["nothing was rehearsed", {}],
    ["it passed", { rehearsal: rehearsalWith({ c: {}, b: {} }) }],
    ["what failed may have failed for what is lacking", { rehearsal: rehearsalWith({ c: FAILED }, ["a table"]) }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("rehearsal-failed", { ...GIVEN, ...given })).toBeUndefined();
  });
});
