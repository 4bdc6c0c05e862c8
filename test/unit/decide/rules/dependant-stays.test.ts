import type { Given, KnownList } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { known } from "../../../../src/model/evidence.ts";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("dependant-stays", () => {
  it("stops when what stays needs what goes", () => {
    const given: Given = { ledger: "a b c", leaving: graph("a", "b:a", "c:a,b"), returning: "a c" };
    expect(judge("dependant-stays", given)).toMatchObject({
      weight: "blocker",
      summary: "1 migration that must go would take another along that is to stay",
      facts: ["c stays, and needs b, which is to be reverted"],
    });
  });

  it("believes the returning image where only that one knows the dependant", () => {
    const given: Given = { ledger: "a b c", leaving: graph("a", "b:a"), returning: graph("a", "c:b") };
    expect(judge("dependant-stays", given)?.facts).toEqual(["c stays, and needs b, which is to be reverted"]);
  });

  it.each<[string, Given]>([
    ["the dependant goes as well", { ledger: "a b c", leaving: graph("a", "b:a", "c:b"), returning: "a" }],
    ["the dependant is not applied", { ledger: "a b", leaving: graph("a", "b:a", "c:b"), returning: "a" }],
    ["what stays needs only what stays", { ledger: "a b c", leaving: graph("a", "b:a", "c:a"), returning: "a c" }],
    ["nothing is to be reverted", { ledger: "a b", leaving: graph("a", "b:a"), returning: "a b" }],
    ["the tool knows only an order", { ledger: "a b c", returning: "a c" }],
    ["no list is known", { ledger: "a b c", leaving: nobodyKnows(), returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("dependant-stays", given)).toBeUndefined();
  });
});

/** `c:a,b` is c, which needs a and b. */
function graph(...words: readonly string[]): KnownList {
  const migrations = words.map((word) => {
    const [name = "", needs] = word.split(":");
    return { name, file: `${name}.py`, down: { kind: "code" } as const, needs: needs?.split(",") ?? [] };
  });
  return known(migrations, "image", "files in the image");
}
