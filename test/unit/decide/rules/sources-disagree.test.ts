import { describe, expect, it } from "vitest";
import { knows, nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("sources-disagree", () => {
  it("stops when two lists of one image differ, and shows how", () => {
    const given = {
      ledger: "a b",
      leaving: "a b",
      returning: knows("a x", "recorded"),
      returningOthers: [knows("a b")],
    };
    expect(judge("sources-disagree", given)).toMatchObject({
      weight: "blocker",
      facts: [
        "returning image: the annotation has x, files in the image has not",
        "returning image: files in the image has b, the annotation has not",
      ],
    });
  });

  it("stops for the leaving image as well", () => {
    const given = { leaving: knows("a b", "operator"), leavingOthers: [knows("a")] };
    expect(judge("sources-disagree", given)?.facts).toEqual([
      "leaving image: files on this machine has b, files in the image has not",
    ]);
  });

  it("only notices it when the operator has said what to keep", () => {
    const given = { ledger: "a b", returning: "a", returningOthers: [knows("a b", "recorded")], keepUpTo: "a" };
    expect(judge("sources-disagree", given)?.weight).toBe("notice");
  });

  it("only notices what the times suggest otherwise", () => {
    const given = { ledger: "a b c", returning: "a c d", returningOthers: [knows("a b", "time")] };
    expect(judge("sources-disagree", given)).toMatchObject({
      weight: "notice",
      facts: [
        "applied before revision 2 was created, but unknown to the returning image: b",
        "known to the returning image, but applied after revision 2 was created: c",
      ],
    });
  });

  it.each([
    ["the lists agree, in whatever order", { returning: "a b", returningOthers: [knows("b a", "recorded")] }],
    ["the other source knows nothing", { returning: "a", returningOthers: [nobodyKnows()] }],
    ["nothing but times speaks", { returning: knows("a", "time"), returningOthers: [nobodyKnows()] }],
    [
      "the times agree about what is applied",
      { ledger: "a b", returning: "a x", returningOthers: [knows("a", "time")] },
    ],
    [
      "times are compared with the leaving image",
      { ledger: "a z", leaving: "a", leavingOthers: [knows("a z", "time")] },
    ],
    ["no source knows the image, so that nothing can differ", { returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("sources-disagree", given)).toBeUndefined();
  });
});
