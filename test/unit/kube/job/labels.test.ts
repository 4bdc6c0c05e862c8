import { describe, expect, it } from "vitest";
import { jobLabels, jobName, jobSelector, randomSuffix } from "../../../../src/kube/job/labels.ts";
import { workload } from "../../../support/builders.ts";

describe("the name of a Job", () => {
  it.each([
    ["myapp", "myapp-revert-x7k2pq"],
    ["my.app", "my-app-revert-x7k2pq"],
    ["a".repeat(253), `${"a".repeat(43)}-revert-x7k2pq`],
    [`${"a".repeat(42)}-b`, `${"a".repeat(42)}-revert-x7k2pq`],
  ])("comes from %s", (name, expected) => {
    expect(jobName({ name }, "revert", "x7k2pq")).toBe(expected);
  });

  it("is a DNS label with room for the Pod's suffix, whatever the workload's name", () => {
    const name = jobName({ name: "0.".repeat(126) }, "probe", randomSuffix());
    expect(name).toMatch(/^[a-z0-9][-a-z0-9]{0,55}[a-z0-9]$/);
  });

  it("is another one for every attempt", () => {
    expect(new Set(Array.from({ length: 100 }, randomSuffix)).size).toBe(100);
  });
});

describe("the labels of a Job", () => {
  it("name the product, the workload's uid and the purpose", () => {
    expect(jobLabels(workload(), "probe")).toEqual({
      "app.kubernetes.io/managed-by": "safe-rollback",
      "safe-rollback.io/workload": "uid-of-myapp",
      "safe-rollback.io/purpose": "probe",
    });
  });

  it("can be asked for", () => {
    expect(jobSelector(workload(), "revert")).toBe(
      "app.kubernetes.io/managed-by=safe-rollback,safe-rollback.io/workload=uid-of-myapp,safe-rollback.io/purpose=revert",
    );
  });
});
