import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

const DIRECT: Given["settings"] = { via: { value: "direct", from: "flag" } };
const DOWN_COMMAND: Given["settings"] = { downCommand: { value: ["npm", "run", "migrate:down"], from: "flag" } };

describe("revert-not-exact", () => {
  it("stops when the tool would revert another file than the one that must go", () => {
    const finding = judge("revert-not-exact", { tool: "dbmate", ledger: "a b c", leaving: "a b c", returning: "a c" });
    expect(finding).toMatchObject({
      weight: "blocker",
      facts: [
        "it takes no name: it reverts the applied migration whose file is newest",
        "when b is to be reverted, it would revert c",
      ],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --via=direct`]);
  });

  it("does not offer a direct connection where only the tool itself can run a down", () => {
    const given: Given = { tool: "typeorm", ledger: "a b? c", leaving: "a b? c", returning: "a c" };
    const finding = judge("revert-not-exact", { ...given, traits: { reverts: "newest-applied" } });
    expect(finding?.facts).toContain("when b is to be reverted, it would revert c");
    expect(finding?.next).toEqual([expect.objectContaining({ kind: "choose", flag: "--to-migration NAME" })]);
  });

  it("stops when a later revert of several would go astray", () => {
    const given: Given = { tool: "dbmate", ledger: "a b c d", leaving: "a b c d", returning: "a c" };
    expect(judge("revert-not-exact", given)?.facts).toContain("when b is to be reverted, it would revert c");
  });

  it("stops when the image lacks the file", () => {
    expect(
      judge("revert-not-exact", { tool: "dbmate", ledger: "a b", leaving: "", returning: "a b", keepUpTo: "a" })?.facts,
    ).toContain("for b it has no file");
  });

  it("stops when it is undetermined which file is newest", () => {
    const given: Given = { tool: "dbmate", ledger: "a b", leaving: nobodyKnows(), returning: "a", keepUpTo: "a" };
    expect(judge("revert-not-exact", given)?.facts).toContain(
      "which of the leaving image's files is newest is not determined",
    );
  });

  it("stops when the operator's own command would revert another one, whatever the tool", () => {
    const given: Given = { tool: "knex", ledger: "a c b", leaving: "a b c", returning: "a", settings: DOWN_COMMAND };
    expect(judge("revert-not-exact", given)?.summary).toBe(
      "--down-command would not revert exactly what must be reverted",
    );
  });

  it.each<[string, Given]>([
    ["the newest files go, one after the other", { tool: "dbmate", ledger: "a b c", leaving: "a b c", returning: "a" }],
    ["a newer file is not applied", { tool: "dbmate", ledger: "a b", leaving: "a b c", returning: "a" }],
    ["nothing is to be reverted", { tool: "dbmate", ledger: "a", leaving: nobodyKnows(), returning: "a" }],
    ["the tool reverts by name", { tool: "knex", ledger: "a c b", leaving: "a b c", returning: "a" }],
    ["the connection is direct", { tool: "dbmate", ledger: "a b c", returning: "a c", settings: DIRECT }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("revert-not-exact", given)).toBeUndefined();
  });

  it("says why a command that there is does not run", () => {
    const given: Given = { tool: "golang-migrate", ledger: "a b", leaving: "a b", returning: "a" };
    const traits = { reverts: "by-sql", withoutCommand: "it takes a password as an argument" } as const;
    const finding = judge("revert-not-exact", { ...given, traits });
    expect(finding?.facts).toEqual(["it takes a password as an argument"]);
    expect(commandsOf(finding)).toEqual([`${COMMAND} --via=direct`]);
  });

  const oneRow = { reverts: "by-sql", keepsOnlyNewest: true } as const;

  it("stops over a connection too when one row is the whole ledger, and another one would have to go", () => {
    const given: Given = { tool: "golang-migrate", ledger: "a b c", leaving: "a b c", returning: "a c" };
    const finding = judge("revert-not-exact", { ...given, settings: DIRECT, traits: oneRow });
    expect(finding).toMatchObject({
      facts: [
        "its ledger is one row, the version that was reached, from which only the newest can be taken",
        "when b is to be reverted, it would revert c",
      ],
      next: [{ kind: "choose", flag: "--to-migration NAME" }],
    });
  });

  it("stays silent over a connection when the newest go from a ledger of one row", () => {
    const given: Given = { tool: "golang-migrate", ledger: "a b c", leaving: "a b c", returning: "a" };
    expect(judge("revert-not-exact", { ...given, settings: DIRECT, traits: oneRow })).toBeUndefined();
  });
});
