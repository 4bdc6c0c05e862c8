import type { Situation } from "../../../src/model/situation.ts";
import type { Given } from "../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { planRollback } from "../../../src/decide/plan.ts";
import { situation } from "../../support/builders.ts";
import { rehearsalWith } from "../../support/rehearsals.ts";

const GIVEN: Given = { ledger: "a b", leaving: "a b", returning: "a" };
const SEEN = situation(GIVEN);

describe("a plan's id", () => {
  it("does not depend on how long a rehearsal took", () => {
    const took = (seconds: number): Situation =>
      situation({ ...GIVEN, rehearsal: rehearsalWith({ b: { down: { kind: "succeeded", seconds } } }) });
    expect(idOf(took(1))).toBe(idOf(took(2)));
  });

  it("is 16 hex digits", () => {
    expect(idOf(SEEN)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each<[string, Situation]>([
    ["the plan was made", situation({ ...GIVEN, takenAt: "2030-01-01T00:00:00Z" })],
    ["the ledger was reached", situation({ ...GIVEN, route: "port-forward" })],
    ["the evidence was come by", situation({ ...GIVEN, leavingFrom: "recorded" })],
    ["a setting was written", situation({ ...GIVEN, settings: { via: { value: "job", from: "annotation" } } })],
    ["new the database server is", { ...SEEN, database: { ...SEEN.database, version: "19.0" } }],
    ["a Pod of the returning image ended", situation({ ...GIVEN, returningImage: { digests: ["sha256:old"] } })],
    ["many replicas there are", situation({ ...GIVEN, workload: { replicas: 9 } })],
  ])("does not depend on how or when %s", (_, same) => {
    expect(idOf(same)).toBe(idOf(SEEN));
  });

  it.each<[string, Situation]>([
    ["the workload was made anew", situation({ ...GIVEN, workload: { uid: "another" } })],
    ["somebody changed the workload", situation({ ...GIVEN, workload: { generation: 8 } })],
    ["the leaving revision is another", { ...SEEN, leaving: { ...SEEN.leaving, uid: "another" } }],
    ["the returning template is another", { ...SEEN, returning: { ...SEEN.returning, templateHash: "another" } }],
    ["the leaving image is another", situation({ ...GIVEN, leavingImage: { image: "myapp:v3" } })],
    ["the tag moved", situation({ ...GIVEN, leavingImage: { digests: ["sha256:other"] } })],
    ["the tool is another", situation({ ...GIVEN, tool: "dbmate" })],
    ["the database is on another host", { ...SEEN, database: { ...SEEN.database, host: "elsewhere" } }],
    ["the database is another", { ...SEEN, database: { ...SEEN.database, name: "other" } }],
    ["something else was applied before", situation({ ...GIVEN, ledger: "x b", leaving: "x b", returning: "x" })],
    ["more is to be reverted", situation({ ...GIVEN, ledger: "a b c", leaving: "a b c" })],
    ["a down is of another kind", situation({ ...GIVEN, leaving: "a b?" })],
    ["there is another finding", situation({ ...GIVEN, complete: false })],
    ["a timeout is another", situation({ ...GIVEN, settings: { rolloutTimeoutSeconds: { value: 5, from: "flag" } } })],
    ["it was rehearsed", situation({ ...GIVEN, rehearsal: rehearsalWith({ b: {} }) })],
    ["a setting is another", situation({ ...GIVEN, settings: { via: { value: "direct", from: "flag" } } })],
  ])("is another when %s", (_, other) => {
    expect(idOf(other)).not.toBe(idOf(SEEN));
  });
});

function idOf(seen: Situation): string {
  return planRollback(seen).id;
}
