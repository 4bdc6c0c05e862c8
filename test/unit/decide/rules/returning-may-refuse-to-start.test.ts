import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("returning-may-refuse-to-start", () => {
  it("asks when a strict tool will find what its image lacks", () => {
    const given: Given = { ledger: "a b c", returning: "a", keepUpTo: "b", timed: false };
    expect(judge("returning-may-refuse-to-start", given)).toMatchObject({
      weight: "consent",
      facts: [
        "b",
        "knex refuses to migrate when the ledger holds a migration without a file",
        "it says then: corrupt",
        "whether revision 1 migrates when it starts is not determined: its image's own command is not in the template",
        "looked at: container web",
      ],
    });
  });

  it.each<[string, Given, readonly string[]]>([
    ["its image's own entrypoint is not known", {}, ["run", "edit", "choose", "edit"]],
    ["it was seen not to migrate", { start: "does-not-run" }, ["choose", "edit"]],
    ["a script in it is not understood", { returningImage: { command: ["/app/start.sh"] } }, ["choose", "edit"]],
  ])("says how to see what the image starts only where %s", (_, given, kinds) => {
    const finding = judge("returning-may-refuse-to-start", { ledger: "a b", returning: "a", keepUpTo: "b", ...given });
    expect(finding?.next.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each<[NonNullable<Given["start"]>, NonNullable<Given["traits"]>, string, string]>([
    ["runs", {}, "blocker", "revision 1 migrates when it starts: the pod template"],
    [
      "runs-and-goes-on",
      {},
      "consent",
      "revision 1 migrates when it starts, and goes on when that fails: the pod template",
    ],
    [
      "does-not-run",
      {},
      "consent",
      "revision 1 does not migrate when it starts, as far as can be seen: the pod template",
    ],
    [
      "runs",
      { startUp: { kind: "depends", on: "where the row stands", says: "order" } },
      "consent",
      "revision 1 migrates when it starts: the pod template",
    ],
  ])("where the returning revision %s, and the tool is %j, is a %s", (start, traits, weight, fact) => {
    const given: Given = {
      ledger: "a b",
      returning: "a",
      keepUpTo: "b",
      start,
      traits,
    };
    const finding = judge("returning-may-refuse-to-start", given);
    expect({ weight: finding?.weight, last: finding?.facts.at(-1) }).toEqual({ weight, last: fact });
  });

  it.each<[string, Given]>([
    ["the tool is tolerant", { tool: "dbmate", ledger: "a b c", returning: "a", keepUpTo: "b" }],
    [
      "the returning image's own settings let it pass over what it does not know",
      { ledger: "a b", returning: "a", keepUpTo: "b", start: "does-not-mind" },
    ],
    ["all that stays is known", { ledger: "a b", returning: "a" }],
    ["it is undetermined what the returning image knows", { returning: nobodyKnows(), keepUpTo: "a" }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("returning-may-refuse-to-start", given)).toBeUndefined();
  });
});
