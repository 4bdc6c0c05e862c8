import { describe, expect, it } from "vitest";
import { planRollback } from "../../../../src/decide/plan.ts";
import { movedSince } from "../../../../src/kube/undo/moved.ts";
import { situation } from "../../../support/builders.ts";

const seen = situation();
const plan = planRollback(seen);
const { workload, leaving, returning } = seen;
const settled = { ...workload, templateHash: leaving.templateHash };

describe("movedSince", () => {
  it("finds nothing when all is as the plan saw it", () => {
    expect(movedSince(plan, { workload: settled, returning })).toEqual([]);
  });

  it("ignores what the undo does not rely on", () => {
    const later = { ...settled, observedGeneration: 99, settings: { tool: "knex" } };
    expect(movedSince(plan, { workload: later, returning: { ...returning, replicas: 5 } })).toEqual([]);
  });

  it("names everything that moved, as it was and is", () => {
    const now = { ...settled, generation: workload.generation + 1, templateHash: "hash-3", paused: true };
    const other = { ...returning, uid: "other-uid", number: 4, templateHash: "hash-4" };
    expect(movedSince(plan, { workload: now, returning: other })).toEqual([
      `generation: ${workload.generation} → ${workload.generation + 1}`,
      `the pod template: that of revision ${leaving.number} (myapp:v2) → hash hash-3`,
      "paused: no → yes",
      `uid of ReplicaSet ${returning.name}: ${returning.uid} → other-uid`,
      `revision number of ReplicaSet ${returning.name}: ${returning.number} → 4`,
      `template hash of ReplicaSet ${returning.name}: ${returning.templateHash} → hash-4`,
    ]);
  });

  it("says when somebody else already returned", () => {
    const now = { ...settled, templateHash: returning.templateHash };
    expect(movedSince(plan, { workload: now, returning })).toEqual([
      `the pod template: that of revision ${leaving.number} (myapp:v2) → that of revision ${returning.number} (myapp:v1)`,
    ]);
  });

  it("says only that it was replaced when it is another object", () => {
    expect(movedSince(plan, { workload: { ...settled, uid: "new", generation: 1 }, returning })).toEqual([
      `the workload was replaced by another of its name: uid ${workload.uid} → new`,
    ]);
  });

  it("says when the returning ReplicaSet is gone", () => {
    expect(movedSince(plan, { workload: settled, returning: undefined })).toEqual([
      `ReplicaSet ${returning.name} (revision ${returning.number}): there → gone`,
    ]);
  });
});
