import type { Kube } from "../../src/kube/connection/client.ts";
import type { CoreV1Event, V1Job, V1Pod, V1PodStatus, V1ReplicaSet, V1Secret } from "@kubernetes/client-node";
import { ApiException } from "@kubernetes/client-node";

/** How the one Pod of a Job fares in the fake cluster, and what the API server lets us do. */
export interface Fate {
  /** Of the Pod at every look; left out, there is never a Pod. */
  readonly status?: V1PodStatus;
  readonly jobStatus?: V1Job["status"];
  readonly log?: string;
  readonly events?: readonly Pick<CoreV1Event, "type" | "reason" | "message">[];
  /** Called when the Job is created, with its name and its container's command. */
  readonly onCreate?: (job: string, command: readonly string[]) => void;
  /** What is forbidden, as `verb resource`. */
  readonly forbidden?: readonly string[];
}

/** A cluster with one ReplicaSet whose Jobs end as they are told, and a record of the Jobs in it. */
export interface FakeKube {
  readonly kube: Kube;
  readonly created: V1Job[];
  readonly deleted: string[];
  readonly secrets: V1Secret[];
  readonly deletedSecrets: string[];
}

export function fakeKube(replicaSet: V1ReplicaSet, fate: Fate): FakeKube {
  const created: V1Job[] = [];
  const deleted: string[] = [];
  const secrets: V1Secret[] = [];
  const deletedSecrets: string[] = [];
  const permit = (what: string): void => {
    if (fate.forbidden?.includes(what)) throw refusal(403, forbids(what));
  };
  const isThere = (name: string): boolean =>
    created.some(({ metadata }) => metadata?.name === name) && !deleted.includes(name);
  const api = {
    readNamespacedReplicaSet: () => Promise.resolve(replicaSet),
    listNamespacedPod: ({ labelSelector = "" }: { readonly labelSelector?: string }) => {
      const [, name = ""] = labelSelector.split("=");
      return Promise.resolve({ items: isThere(name) && fate.status ? [podOf(name, fate.status)] : [] });
    },
    readNamespacedPodLog: ({ timestamps = false }: { readonly timestamps?: boolean }) => {
      permit("get pods/log");
      const text = fate.log ?? "";
      return Promise.resolve(timestamps ? text.replaceAll(/^(?=.)/gm, "2026-11-22T10:00:00.000000000Z ") : text);
    },
    listNamespacedEvent: () =>
      Promise.resolve({ items: (fate.events ?? []).map((event) => ({ metadata: {}, ...event })) }),
    createNamespacedJob: ({ body }: { readonly body: V1Job }) => {
      permit("create jobs.batch");
      created.push(body);
      fate.onCreate?.(body.metadata?.name ?? "", body.spec?.template.spec?.containers[0]?.command ?? []);
      return Promise.resolve({ metadata: { uid: "job-uid" } });
    },
    readNamespacedJob: ({ name }: { readonly name: string }) => {
      if (!isThere(name)) throw refusal(404, "not found");
      return Promise.resolve({ metadata: { name }, status: fate.jobStatus ?? {} });
    },
    createNamespacedSecret: ({ body }: { readonly body: V1Secret }) => {
      permit("create secrets");
      secrets.push(body);
      return Promise.resolve({});
    },
    deleteNamespacedSecret: ({ name }: { readonly name: string }) => {
      permit("delete secrets");
      if (!secrets.some(({ metadata }) => metadata?.name === name)) throw refusal(404, "not found");
      deletedSecrets.push(name);
      return Promise.resolve({});
    },
    deleteNamespacedJob: ({ name }: { readonly name: string }) => {
      permit("delete jobs.batch");
      deleted.push(name);
      return Promise.resolve({});
    },
  };
  const kube = {
    core: api,
    apps: api,
    batch: api,
    namespace: "shop",
    serverHost: "cluster:6443",
    requestTimeoutMs: null,
  };
  return { kube: kube as unknown as Kube, created, deleted, secrets, deletedSecrets };
}

/** A Pod on the node `node-1`. */
export function podOf(job: string, status: V1PodStatus): V1Pod {
  return {
    metadata: { name: `${job}-abcde`, uid: `${job}-pod-uid` },
    spec: { nodeName: "node-1", containers: [] },
    status,
  };
}

function refusal(code: number, message: string): ApiException<object> {
  return new ApiException(code, "refused", { kind: "Status", message }, {});
}

function forbids(what: string): string {
  const [verb = "", resource = ""] = what.split(" ");
  const [name = "", group = ""] = resource.split(".");
  return `${resource} is forbidden: User "anna" cannot ${verb} resource "${name}" in API group "${group}" in the namespace "shop"`;
}
