import { describe, expect, it } from "vitest";
import { planExitCode } from "../../../src/commands/exit-code.ts";
import { planRollback } from "../../../src/decide/plan.ts";
import { situation } from "../../support/builders.ts";

describe("the exit code of a plan", () => {
  it.each([
    ["reverts nothing", { ledger: "a", returning: "a" }, false, 0],
    ["reverts nothing, in detail", { ledger: "a", returning: "a" }, true, 0],
    ["reverts", { ledger: "a b", returning: "a" }, false, 0],
    ["reverts, in detail", { ledger: "a b", returning: "a" }, true, 7],
    ["is blocked", { ledger: "a b!", returning: "a" }, false, 3],
    ["is blocked, in detail", { ledger: "a b!", returning: "a" }, true, 3],
  ])("that %s (%#)", (_, given, detailed, exitCode) => {
    expect(planExitCode(planRollback(situation(given)), detailed)).toBe(exitCode);
  });
});
