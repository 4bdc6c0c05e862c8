import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { known } from "../../../../src/model/evidence.ts";
import { nobodyKnows } from "../../../support/builders.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

const DIRECT: Given["settings"] = { via: { value: "direct", from: "flag" } };
const LOCAL: Given["settings"] = { ...DIRECT, localMigrations: { value: "./migrations", from: "flag" } };

describe("direct-needs-files", () => {
  it("stops when a down is code that is not on this machine", () => {
    const finding = judge("direct-needs-files", { ledger: "a b?", returning: "a", settings: DIRECT });
    expect(finding).toMatchObject({
      weight: "blocker",
      summary: "--via direct cannot run 1 down from this machine",
      facts: ["b: its down is code, and its file is not on this machine"],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --via=job`]);
  });

  it("stops when a down is code that only the tool itself can run, wherever the files are", () => {
    const given: Given = { tool: "sequelize", ledger: "a b?", returning: "a", settings: LOCAL };
    const finding = judge("direct-needs-files", given);
    expect(finding?.facts).toEqual(["b: its down is code, which only sequelize itself can run"]);
    expect(commandsOf(finding)).toEqual([expect.stringContaining("--via=job")]);
  });

  it("stops when the text of a down is undetermined", () => {
    const down = { kind: "sql", text: null, transaction: true } as const;
    const leaving = known([{ name: "b", file: "b.sql", down }], "recorded", "the annotation");
    expect(judge("direct-needs-files", { ledger: "b", leaving, returning: "", settings: DIRECT })?.facts).toEqual([
      "b: the SQL of its down was recorded to exist, but not read",
    ]);
  });

  it("stops when no file was seen at all", () => {
    const given: Given = { ledger: "a b", leaving: nobodyKnows(), returning: "a", keepUpTo: "a", settings: DIRECT };
    expect(judge("direct-needs-files", given)?.facts).toEqual(["b: its file was not seen"]);
  });

  it.each<[string, Given]>([
    ["the code is on this machine", { ledger: "a b?", returning: "a", settings: LOCAL }],
    ["the SQL was read", { ledger: "a b", returning: "a", settings: DIRECT }],
    ["there is no down to run", { ledger: "a b!", returning: "a", settings: DIRECT }],
    ["nothing is to be reverted", { ledger: "a?", returning: "a", settings: DIRECT }],
    ["a Job runs the downs", { ledger: "a b?", returning: "a" }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("direct-needs-files", given)).toBeUndefined();
  });
});
