import { describe, expect, it } from "vitest";
import { hashTemplate } from "../../../../src/kube/workload/template-hash.ts";
import { podsFrom, revisionsFrom, workloadFrom } from "../../../../src/kube/workload/translate.ts";
import { deployment, pod, podSpec, replicaSet, template } from "../../../support/api-objects.ts";

const REVISION = "deployment.kubernetes.io/revision";

describe("workloadFrom", () => {
  it("takes identity, wishes and its own settings from a Deployment", () => {
    const annotations = {
      "safe-rollback.io/tool": "knex",
      "safe-rollback.io/migrations-dir": "db/migrations",
      [REVISION]: "2",
      "kubectl.kubernetes.io/last-applied-configuration": "{}",
    };
    expect(workloadFrom(deployment({ annotations, observedGeneration: 6 }))).toEqual({
      kind: "Deployment",
      namespace: "shop",
      name: "myapp",
      uid: "deployment-uid",
      generation: 7,
      observedGeneration: 6,
      paused: false,
      replicas: 2,
      progressDeadlineSeconds: 600,
      templateHash: hashTemplate(template("myapp:v2")),
      settings: { tool: "knex", "migrations-dir": "db/migrations" },
      release: null,
      defaultContainer: null,
    });
  });

  it("uses the API's defaults for what is left out", () => {
    const bare = { metadata: { name: "myapp" }, spec: { selector: {}, template: {} } };
    expect(workloadFrom(bare)).toMatchObject({
      replicas: 1,
      paused: false,
      observedGeneration: 0,
      progressDeadlineSeconds: null,
      settings: {},
    });
  });

  it("reads the default container from the pod template, not from the Deployment", () => {
    const key = "kubectl.kubernetes.io/default-container";
    const asked = template("myapp:v2", { annotations: { [key]: "app" } });
    const seen = deployment({ annotations: { [key]: "wrong" }, template: asked });
    expect(workloadFrom(seen).defaultContainer).toBe("app");
  });
});

describe("revisionsFrom", () => {
  const owner = { uid: "deployment-uid" };
  const numbers = (...sets: Parameters<typeof revisionsFrom>[1]) =>
    revisionsFrom(owner, sets, []).map(({ number, name }) => [number, name]);

  it("orders by number, not by name or date, and compares numbers as numbers", () => {
    const ten = replicaSet("a", "myapp:v1", { annotations: { [REVISION]: "10" } });
    const nine = replicaSet("b", "myapp:v2", { annotations: { [REVISION]: "9" } });
    expect(numbers(ten, nine)).toEqual([
      [9, "b"],
      [10, "a"],
    ]);
  });

  it("counts a missing annotation as 0 and leaves an unparsable one out", () => {
    const none = replicaSet("none", "myapp:v1");
    const odd = replicaSet("odd", "myapp:v1", { annotations: { [REVISION]: "two" } });
    const empty = replicaSet("empty", "myapp:v1", { annotations: { [REVISION]: "" } });
    expect(numbers(none, odd, empty)).toEqual([[0, "none"]]);
  });

  it("leaves out what another owner controls although its labels match", () => {
    const foreign = replicaSet("foreign", "myapp:v1", { annotations: { [REVISION]: "3" }, owner: "somebody-else" });
    expect(numbers(foreign)).toEqual([]);
  });

  it("has a template hash that can be compared with the Deployment's", () => {
    const [revision] = revisionsFrom(owner, [replicaSet("myapp-5d4", "myapp:v2")], []);
    expect(revision?.templateHash).toBe(workloadFrom(deployment({ image: "myapp:v2" })).templateHash);
  });

  it("says what was recorded, why it was made, and that an undo brought it back", () => {
    const annotations = {
      [REVISION]: "3",
      "deployment.kubernetes.io/revision-history": "1",
      "kubernetes.io/change-cause": "release v1",
      "safe-rollback.io/migrations": "{}",
    };
    expect(revisionsFrom(owner, [replicaSet("myapp-5d4", "myapp:v1", { annotations })], [])).toEqual([
      {
        number: 3,
        name: "myapp-5d4",
        uid: "myapp-5d4-uid",
        templateHash: hashTemplate(template("myapp:v1")),
        createdAt: "2026-01-01T00:00:00.000Z",
        reused: true,
        containers: [{ name: "app", image: "myapp:v1", command: null, args: null, digests: [] }],
        initContainers: [],
        recorded: "{}",
        changeCause: "release v1",
        replicas: 1,
      },
    ]);
  });

  it("takes digests only from Pods of that very ReplicaSet", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const other = `sha256:${"b".repeat(64)}`;
    const pods = [
      pod("one", "myapp-1", { imageId: `docker.io/library/myapp@${digest}` }),
      pod("two", "myapp-2", { imageId: `docker.io/library/myapp@${other}` }),
    ];
    const sets = [replicaSet("myapp-1", "myapp:v1"), replicaSet("myapp-2", "myapp:v2")];
    expect(revisionsFrom(owner, sets, pods).map(({ containers }) => containers[0]?.digests)).toEqual([
      [digest],
      [other],
    ]);
  });

  it("keeps init containers apart from those that the image can be chosen of", () => {
    const withInit = template("myapp:v1", { initContainers: [{ name: "migrate", image: "myapp:v1" }] });
    const [revision] = revisionsFrom(owner, [replicaSet("myapp-1", "", { template: withInit })], []);
    expect(revision?.containers.map(({ name }) => name)).toEqual(["app"]);
    expect(revision?.initContainers).toEqual([{ name: "migrate", image: "myapp:v1", command: null, args: null }]);
  });

  it("says where a container has other files than its image, and which of them a look has as well", () => {
    const volumeMounts = [
      { name: "scripts", mountPath: "/scripts" },
      { name: "disk", mountPath: "/data", subPath: "shop" },
      { name: "both", mountPath: "/both" },
    ];
    const projected = { sources: [{ configMap: { name: "a" } }, { secret: { name: "b" } }] };
    const volumes = [
      { name: "scripts", configMap: { name: "scripts" } },
      { name: "disk", persistentVolumeClaim: { claimName: "disk" } },
      { name: "both", projected },
    ];
    const spec = Object.assign(podSpec("myapp:v1", { workingDir: "/srv", volumeMounts }), { volumes });
    const mounted = Object.assign(template("myapp:v1"), { spec });
    const [revision] = revisionsFrom(owner, [replicaSet("myapp-1", "", { template: mounted })], []);
    expect(revision?.containers).toMatchObject([
      {
        workingDir: "/srv",
        mounts: [
          { path: "/scripts", from: "scripts/", isSeen: true },
          { path: "/data", from: "disk/shop", isSeen: false },
          { path: "/both", from: "both/", isSeen: false },
        ],
      },
    ]);
  });

  it("says how a container is started, without what is secret in it", () => {
    const container = {
      command: ["flyway", "-password=hunter2hunter2", "--db-password", "hunter2hunter2"],
      args: ["-url=postgres://app:hunter2hunter2@db/shop", "API_KEY=hunter2 x --token=$(TOKEN)", "migrate"],
    };
    const [revision] = revisionsFrom(
      owner,
      [replicaSet("myapp-1", "", { template: template("myapp:v1", { container }) })],
      [],
    );
    expect(revision?.containers[0]).toMatchObject({
      command: ["flyway", "-password=***", "--db-password", "***"],
      args: ["-url=postgres://app:***@db/shop", "API_KEY=*** x --token=$(TOKEN)", "migrate"],
    });
  });
});

describe("podsFrom", () => {
  const own = new Set(["myapp-1-uid"]);

  it("names the ReplicaSet and says whether the Pod is ready", () => {
    expect(podsFrom(own, [pod("p", "myapp-1"), pod("q", "myapp-1", { ready: false })])).toEqual([
      { name: "p", revisionName: "myapp-1", ready: true, trouble: null },
      { name: "q", revisionName: "myapp-1", ready: false, trouble: null },
    ]);
  });

  it("keeps Pods on their way out as long as a container runs", () => {
    const running = { state: { running: {} } };
    const waiting = { state: { waiting: { reason: "ImagePullBackOff" } } };
    const pods = [
      pod("leaving", "myapp-1", { terminating: true, containers: [waiting, running] }),
      pod("never-ran", "myapp-1", { terminating: true, containers: [waiting] }),
      pod("never-scheduled", "myapp-1", { terminating: true, containers: [] }),
    ];
    expect(podsFrom(own, pods).map(({ name, trouble }) => [name, trouble])).toEqual([["leaving", "terminating"]]);
  });

  it("leaves out Pods that ended for good, and those of others", () => {
    const pods = [
      pod("evicted", "myapp-1", { phase: "Failed" }),
      pod("finished", "myapp-1", { phase: "Succeeded" }),
      pod("foreign", "another-1"),
    ];
    expect(podsFrom(own, pods)).toEqual([]);
  });
});
