import { describe, expect, it } from "vitest";
import { gapOf } from "../../../../src/decide/gap.ts";
import { RULES } from "../../../../src/decide/rules/all.ts";
import { known } from "../../../../src/model/evidence.ts";
import { nobodyKnows, situation } from "../../../support/builders.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

describe("no-way-back", () => {
  it("stops when a migration to be reverted has no down, and offers to keep it", () => {
    const finding = judge("no-way-back", { ledger: "a b! c# d", returning: "a" });
    expect(finding).toMatchObject({
      weight: "blocker",
      summary: "2 migrations cannot be reverted",
      facts: [
        "c: its author marked it as having no way back: the file says so",
        "b: no down was found: the file has none",
      ],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --to-migration=c`]);
    expect(finding?.next.map(({ kind }) => kind)).toEqual(["run", "edit", "edit"]);
  });

  it("stops when a down is empty", () => {
    const down = { kind: "sql", text: "  \n", transaction: true } as const;
    const leaving = known([{ name: "b", file: "b.sql", down }], "image", "files in the image");
    expect(judge("no-way-back", { ledger: "b", leaving, returning: "" })?.facts).toEqual(["b: its down is empty"]);
  });

  it("stops when the leaving image has no file for what the operator wants reverted", () => {
    expect(judge("no-way-back", { ledger: "a b", leaving: "a", keepUpTo: "a" })?.facts).toEqual([
      "b: the leaving image has no file for it",
    ]);
  });

  it.each([
    ["with the leaving image's list", { leaving: "a b" }],
    ["without it", { leaving: nobodyKnows() }],
  ])("stops when a migration was recorded and never run, %s", (_, leaving) => {
    const given = situation({ ledger: "a b", returning: "a", keepUpTo: "a", ...leaving });
    const applied = given.ledger.applied.map((row) => ({ ...row, notRun: `${row.name} was marked only` }));
    const seen = { ...given, ledger: { ...given.ledger, applied } };
    expect(RULES["no-way-back"](seen, gapOf(seen))[0]?.facts).toEqual(["b: b was marked only"]);
  });

  it("replaces the operator's own target when it offers another", () => {
    expect(commandsOf(judge("no-way-back", { ledger: "a b! c", keepUpTo: "a" }))).toEqual([
      `${COMMAND} --to-migration=b`,
    ]);
  });

  it.each([
    ["every down can run", { ledger: "a b? c", returning: "a" }],
    ["what has no down stays", { ledger: "a! b", returning: "a" }],
    [
      "the leaving list is missing, so that it is undetermined which downs there are",
      { ledger: "a b", leaving: nobodyKnows(), returning: "a", keepUpTo: "a" },
    ],
  ])("stays silent when %s", (_, given) => {
    expect(judge("no-way-back", given)).toBeUndefined();
  });

  it("stays silent about a down whose text was recorded but not read", () => {
    const down = { kind: "sql", text: null, transaction: true } as const;
    const leaving = known([{ name: "b", file: "b.sql", down }], "recorded", "the annotation");
    expect(judge("no-way-back", { ledger: "b", leaving, returning: "" })).toBeUndefined();
  });
});
