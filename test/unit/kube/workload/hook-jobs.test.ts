import type { V1Job, V1ObjectMeta } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { hookJobsFrom } from "../../../../src/kube/workload/hook-jobs.ts";

const HOOK = { "helm.sh/hook": "pre-upgrade, pre-install" };

describe("the hook Jobs of a release", () => {
  it.each<[string, V1ObjectMeta]>([
    ["the common label", { annotations: HOOK, labels: { "app.kubernetes.io/instance": "shop" } }],
    ["the label of older charts", { annotations: HOOK, labels: { release: "shop" } }],
    ["Helm's annotation", { annotations: { ...HOOK, "meta.helm.sh/release-name": "shop" } }],
  ])("are told by %s", (_, metadata) => {
    expect(hookJobsFrom("shop", [job(metadata)])).toEqual([
      {
        name: "migrate",
        events: ["pre-upgrade", "pre-install"],
        containers: [{ name: "m", image: "shop:v2", command: ["npm", "run", "migrate"], args: null }],
      },
    ]);
  });

  it.each<[string, V1ObjectMeta]>([
    ["no hook", { labels: { "app.kubernetes.io/instance": "shop" } }],
    ["another release's", { annotations: HOOK, labels: { "app.kubernetes.io/instance": "blog" } }],
    ["nobody's", { annotations: HOOK }],
  ])("leave out %s", (_, metadata) => {
    expect(hookJobsFrom("shop", [job(metadata)])).toEqual([]);
  });
});

function job(metadata: V1ObjectMeta): V1Job {
  const containers = [{ name: "m", image: "shop:v2", command: ["npm", "run", "migrate"] }];
  return { metadata: Object.assign({ name: "migrate" }, metadata), spec: { template: { spec: { containers } } } };
}
