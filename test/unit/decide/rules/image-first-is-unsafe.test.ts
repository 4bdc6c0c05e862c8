import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

const FIRST = { order: { value: "image-first", from: "flag" }, revert: { value: "all", from: "flag" } } as const;
const GIVEN = { ledger: "a b", returning: "a", settings: FIRST } as const;

describe("image-first-is-unsafe", () => {
  it.each([
    [
      "its code breaks on today's schema",
      { tool: "dbmate", judged: judged({ b: { oldCode: "writes_break" } }) } as const,
      ["the returning code on today's schema: writes break"],
    ],
    ["nothing was judged", {}, ["what the migrations mean for the returning code is not determined"]],
    [
      "its migrator may refuse to start",
      { judged: judged({ b: {} }) },
      ["its migrator refuses to start on today's ledger, or may"],
    ],
  ])("stops when %s", (_, given, facts) => {
    const finding = judge("image-first-is-unsafe", { ...GIVEN, ...given });
    expect(finding).toMatchObject({ weight: "blocker", facts });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --revert=all --order=schema-first`]);
  });

  it.each([
    ["its code can live with both", { tool: "dbmate", judged: judged({ b: {} }) } as const],
    ["the schema goes first", { settings: {} }],
    ["nothing is reverted", { returning: "a b" }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("image-first-is-unsafe", { ...GIVEN, ...given })).toBeUndefined();
  });
});
