import { describe, expect, it } from "vitest";
import { notCreatedOf, saysNodeIsComing, warningsIn, wordsOfEvents } from "../../../../src/kube/job/events.ts";

const pulling = { type: "Normal", reason: "Pulling", message: "Pulling image", count: 2 };
const failed = { type: "Warning", reason: "Failed", message: "not found\n", count: 1 };
const refused = { type: "Warning", reason: "FailedCreate", message: "exceeded quota", count: 3 };

describe("events", () => {
  it.each([
    [
      "are quoted for the trouble they tell",
      [pulling, failed, refused],
      ["event Failed: not found", "event FailedCreate: exceeded quota (3 times)"],
    ],
    ["are quoted all the same when none tells of trouble", [pulling], ["event Pulling: Pulling image (2 times)"]],
    ["may be none", [], []],
  ])("%s", (_case, events, quoted) => {
    expect(wordsOfEvents(events)).toEqual(quoted);
  });

  it("that tell of no trouble can be left out", () => {
    expect(warningsIn([pulling, failed])).toEqual(["event Failed: not found"]);
  });

  it("tell why a Pod could not be created", () => {
    expect([notCreatedOf([pulling, refused]), notCreatedOf([pulling])]).toEqual(["exceeded quota", null]);
  });

  it("tell that a node is coming", () => {
    expect(saysNodeIsComing([{ ...pulling, reason: "TriggeredScaleUp" }])).toBe(true);
  });
});
