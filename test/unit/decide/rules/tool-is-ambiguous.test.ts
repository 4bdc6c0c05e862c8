import { describe, expect, it } from "vitest";
import { COMMAND, commandsOf, judge } from "../judge.ts";

describe("tool-is-ambiguous", () => {
  it("stops when several tools fit, and offers each", () => {
    const finding = judge("tool-is-ambiguous", { tool: ["knex", "dbmate"] });
    expect(finding).toMatchObject({
      weight: "blocker",
      summary: "more than one migration tool fits",
      facts: ["what was seen fits knex, dbmate", "nothing else was looked at"],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --tool=knex`, `${COMMAND} --tool=dbmate`]);
  });

  it("stops when no tool fits", () => {
    expect(judge("tool-is-ambiguous", { tool: [] })).toMatchObject({
      weight: "blocker",
      summary: "no migration tool was recognised",
      next: [{ kind: "choose", flag: "--tool NAME" }],
    });
  });

  it("stays silent when the tool is known", () => {
    expect(judge("tool-is-ambiguous", { tool: "dbmate" })).toBeUndefined();
  });
});
