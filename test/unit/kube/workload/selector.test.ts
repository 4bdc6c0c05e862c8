import { describe, expect, it } from "vitest";
import { selects, withoutTemplateHash } from "../../../../src/kube/workload/selector.ts";

describe("a label selector", () => {
  it.each([
    [{ matchLabels: { app: "myapp" } }, true],
    [{ matchLabels: { app: "myapp", tier: "web" } }, false],
    [{ matchExpressions: [{ key: "app", operator: "In", values: ["myapp", "other"] }] }, true],
    [{ matchExpressions: [{ key: "tier", operator: "In", values: ["web"] }] }, false],
    [{ matchExpressions: [{ key: "app", operator: "NotIn", values: ["myapp"] }] }, false],
    [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["web"] }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "DoesNotExist" }] }, false],
    [{}, true],
  ])("%j chooses app=myapp: %s", (selector, chosen) => {
    expect(selects(selector, { app: "myapp" })).toBe(chosen);
  });

  it("of a ReplicaSet without the hash is the Deployment's", () => {
    expect(withoutTemplateHash({ matchLabels: { app: "myapp", "pod-template-hash": "abc" } })).toEqual({
      matchLabels: { app: "myapp" },
    });
  });
});
