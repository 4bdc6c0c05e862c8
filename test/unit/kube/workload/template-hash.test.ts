import { describe, expect, it } from "vitest";
import { hashTemplate } from "../../../../src/kube/workload/template-hash.ts";
import { podSpec, template } from "../../../support/api-objects.ts";

const SPEC = podSpec("myapp:v1");

describe("hashTemplate", () => {
  const plain = hashTemplate(template("myapp:v1"));

  it.each([
    ["the label pod-template-hash", template("myapp:v1", { labels: { "pod-template-hash": "abc12" } })],
    ["an empty map", { spec: SPEC, metadata: { labels: { app: "myapp" }, annotations: {} } }],
    ["an empty list", template("myapp:v1", { container: { env: [], args: [] } })],
    ["an empty map of resources", template("myapp:v1", { container: { resources: { limits: {} } } })],
    ["the order of keys", { spec: SPEC, metadata: { labels: { app: "myapp" } } }],
  ])("does not depend on %s", (_, other) => {
    expect(hashTemplate(other)).toBe(plain);
  });

  it.each([
    ["another image", template("myapp:v2")],
    ["another label", template("myapp:v1", { labels: { tier: "web" } })],
    ["another variable", template("myapp:v1", { container: { env: [{ name: "A", value: "1" }] } })],
    ["an empty object that means something", template("myapp:v1", { container: { securityContext: {} } })],
  ])("differs for %s", (_, other) => {
    expect(hashTemplate(other)).not.toBe(plain);
  });

  it("depends on the order of lists, as the kubelet does", () => {
    const env = [
      { name: "A", value: "1" },
      { name: "B", value: "$(A)" },
    ];
    const there = hashTemplate(template("myapp:v1", { container: { env } }));
    const back = hashTemplate(template("myapp:v1", { container: { env: env.toReversed() } }));
    expect(there).not.toBe(back);
  });

  it("takes a template whose only label is the hash for one without labels", () => {
    const spec = SPEC;
    expect(hashTemplate({ metadata: { labels: { "pod-template-hash": "abc12" } }, spec })).toBe(
      hashTemplate({ metadata: {}, spec }),
    );
    expect(hashTemplate({ metadata: {}, spec })).toBe(hashTemplate({ spec }));
  });
});
