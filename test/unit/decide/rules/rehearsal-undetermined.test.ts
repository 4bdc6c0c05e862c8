import { describe, expect, it } from "vitest";
import { FAILED, rehearsalWith } from "../../../support/rehearsals.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b c", leaving: "a b c", returning: "a" } as const;
const MANY = Array.from({ length: 12 }, (_, index) => `aggregate f${index}()`);

describe("rehearsal-undetermined", () => {
  it("asks when something of the live schema was not there, and names it", () => {
    const rehearsal = rehearsalWith({ c: FAILED }, ["foreign table prices"]);
    expect(judge("rehearsal-undetermined", { ...GIVEN, rehearsal })).toMatchObject({
      weight: "consent",
      facts: ["not there: foreign table prices", "c.sql: its down fails: the database said: a view depends on it"],
    });
  });

  it("asks when a down was not run, and when a schema could not be compared", () => {
    const rehearsal = rehearsalWith({
      c: { schema: { kind: "undetermined", because: "its up is not known as SQL" } },
      b: { down: { kind: "not-run", because: "its down is code, not SQL" } },
    });
    expect(judge("rehearsal-undetermined", { ...GIVEN, rehearsal })).toMatchObject({
      facts: ["c.sql: its up is not known as SQL", "b.sql: its down was not run: its down is code, not SQL"],
    });
  });

  it("does not list more than ten things", () => {
    const rehearsal = rehearsalWith({ c: {} }, MANY);
    expect(judge("rehearsal-undetermined", { ...GIVEN, rehearsal })?.facts).toHaveLength(11);
    expect(judge("rehearsal-undetermined", { ...GIVEN, rehearsal })?.facts.at(-1)).toBe("and 2 more that is not there");
  });

  it.each([
    ["nothing was rehearsed", {}],
    ["it passed", { rehearsal: rehearsalWith({ c: {}, b: {} }) }],
    ["it failed", { rehearsal: rehearsalWith({ c: FAILED }) }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("rehearsal-undetermined", { ...GIVEN, ...given })).toBeUndefined();
  });
});
