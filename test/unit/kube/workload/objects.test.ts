import { expect, it } from "vitest";
import { selectorText } from "../../../../src/kube/workload/objects.ts";

it("writes a selector as the API takes it", () => {
  const selector = {
    matchLabels: { app: "myapp", tier: "web" },
    matchExpressions: [
      { key: "track", operator: "In", values: ["stable", "canary"] },
      { key: "zone", operator: "NotIn", values: ["x"] },
      { key: "owner", operator: "Exists" },
      { key: "legacy", operator: "DoesNotExist" },
    ],
  };
  expect(selectorText(selector)).toBe("app=myapp,tier=web,track in (stable,canary),zone notin (x),owner,!legacy");
});
