import type { Rehearsal } from "../../../src/model/rehearsal.ts";
import { describe, expect, it } from "vitest";
import { planRollback } from "../../../src/decide/plan.ts";
import { planText } from "../../../src/terminal/plan.ts";
import { rehearsalLines } from "../../../src/terminal/rehearsal.ts";
import { PLAIN } from "../../../src/terminal/style.ts";
import { situation } from "../../support/builders.ts";
import { DIFFERS, FAILED, rehearsalWith } from "../../support/rehearsals.ts";

const GIVEN = {
  ledger: "a b c",
  leaving: "a b c",
  returning: "a",
  settings: { rehearse: { value: "in-process", from: "flag" } },
} as const;

const CASES: readonly (readonly [string, Rehearsal])[] = [
  ["passed", rehearsalWith({ c: { down: { kind: "succeeded", seconds: 1.25 } }, b: {} })],
  ["failed", rehearsalWith({ c: DIFFERS, b: FAILED })],
  ["recorded", rehearsalWith({ c: { recorded: true }, b: { recorded: true, ...FAILED } })],
  ["undetermined", rehearsalWith({ c: { down: { kind: "not-run", because: "its down is code" } }, b: {} }, ["cast x"])],
];

describe("a rehearsal on the screen", () => {
  it.each(CASES)("reads well: %s", async (name, rehearsal) => {
    const lines = rehearsalLines(planRollback(situation({ ...GIVEN, rehearsal })));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`rehearsal-${name}.txt`);
  });

  it("says that there was nothing to rehearse", () => {
    const text = planText(planRollback(situation({ ...GIVEN, returning: "a b c" })), { style: PLAIN });
    expect(text).toContain("\nrehearsal\n  none: no migration is reverted\n");
  });

  it("says that a blocked plan was not rehearsed", () => {
    const text = planText(planRollback(situation({ ...GIVEN, leaving: "a b c!" })), { style: PLAIN });
    expect(text).toContain("\nrehearsal\n  none: the plan is blocked without it\n");
  });

  it("is left out where none was asked for", () => {
    expect(planText(planRollback(situation({ ...GIVEN, settings: {} })), { style: PLAIN })).not.toContain("rehearsal");
  });
});
