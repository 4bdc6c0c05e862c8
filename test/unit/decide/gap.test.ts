import type { Evidence } from "../../../src/model/evidence.ts";
import type { Given } from "../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { gapOf } from "../../../src/decide/gap.ts";
import { nobodyKnows, situation } from "../../support/builders.ts";

interface Case {
  readonly name: string;
  readonly given: Given;
  /** Names with spaces between; "?" where the gap says that it does not know. */
  readonly ahead: string;
  readonly staying: string;
  readonly behind: string;
  readonly foreign: string;
}

describe("the gap", () => {
  it.each<Case>([
    {
      name: "is empty when both images know what is applied",
      given: { ledger: "a b", leaving: "a b", returning: "a b" },
      ...{ ahead: "", staying: "a b", behind: "", foreign: "" },
    },
    {
      name: "is ahead by what only the leaving image knows, newest first",
      given: { ledger: "a b c", leaving: "a b c", returning: "a" },
      ...{ ahead: "c b", staying: "a", behind: "", foreign: "" },
    },
    {
      name: "leaves out what the leaving image knows and nobody applied",
      given: { ledger: "a b", leaving: "a b c d", returning: "a" },
      ...{ ahead: "b", staying: "a", behind: "", foreign: "" },
    },
    {
      name: "goes by the ledger's order, not by the files'",
      given: { ledger: "a c b", leaving: "a b c", returning: "a" },
      ...{ ahead: "b c", staying: "a", behind: "", foreign: "" },
    },
    {
      name: "is behind by what the returning image knows and nobody applied",
      given: { ledger: "a", leaving: "a", returning: "a x y" },
      ...{ ahead: "", staying: "a", behind: "x y", foreign: "" },
    },
    {
      name: "counts as foreign what neither image knows",
      given: { ledger: "a z b", leaving: "a b", returning: "a" },
      ...{ ahead: "b", staying: "a z", behind: "", foreign: "z" },
    },
    {
      name: "is empty for an empty ledger",
      given: { ledger: "", leaving: "", returning: "" },
      ...{ ahead: "", staying: "", behind: "", foreign: "" },
    },
    {
      name: "does not need the leaving list when the returning image knows all that is applied",
      given: { ledger: "a b", leaving: nobodyKnows(), returning: "a b c" },
      ...{ ahead: "", staying: "a b", behind: "c", foreign: "" },
    },
    {
      name: "says that it does not know when the leaving list is needed and missing",
      given: { ledger: "a b", leaving: nobodyKnows(), returning: "a" },
      ...{ ahead: "?", staying: "?", behind: "", foreign: "?" },
    },
    {
      name: "says that it does not know what is ahead or behind without the returning list",
      given: { ledger: "a b", leaving: "a b", returning: nobodyKnows() },
      ...{ ahead: "?", staying: "?", behind: "?", foreign: "" },
    },
    {
      name: "says that it knows nothing without any list",
      given: { ledger: "a", leaving: nobodyKnows(), returning: nobodyKnows() },
      ...{ ahead: "?", staying: "?", behind: "?", foreign: "?" },
    },
    {
      name: "is ahead by all that was applied after the operator's last one, whatever the images know",
      given: { ledger: "a b c d", leaving: "a b", returning: "a b c d", keepUpTo: "b" },
      ...{ ahead: "d c", staying: "a b", behind: "c d", foreign: "" },
    },
    {
      name: "keeps what the operator keeps, though the returning image does not know it",
      given: { ledger: "a b c", leaving: "a b c", returning: "a", keepUpTo: "b" },
      ...{ ahead: "c", staying: "a b", behind: "", foreign: "" },
    },
    {
      name: "needs no list when the operator has said what to keep",
      given: { ledger: "a b", leaving: nobodyKnows(), returning: nobodyKnows(), keepUpTo: "a" },
      ...{ ahead: "b", staying: "a", behind: "?", foreign: "?" },
    },
    {
      name: "does not guess when what the operator keeps is not applied",
      given: { ledger: "a b", returning: "a x", keepUpTo: "x" },
      ...{ ahead: "?", staying: "?", behind: "x", foreign: "" },
    },
  ])("$name", ({ given, ahead, staying, behind, foreign }) => {
    const gap = gapOf(situation(given));
    expect({
      ahead: namesOf(gap.ahead),
      staying: namesOf(gap.staying),
      behind: namesOf(gap.behind),
      foreign: namesOf(gap.foreign),
    }).toEqual({ ahead, staying, behind, foreign });
  });

  it("hands on why a list is missing, and what was tried for it", () => {
    const { ahead } = gapOf(
      situation({ leaving: nobodyKnows("no luck", "this", "that"), returning: nobodyKnows("nor here", "more") }),
    );
    expect(ahead).toEqual({ known: false, because: "no luck; nor here", tried: ["this", "that", "more"] });
  });
});

function namesOf(list: Evidence<readonly { readonly name: string }[]>): string {
  return list.known ? list.value.map(({ name }) => name).join(" ") : "?";
}
