import type { Kube } from "../../../../src/kube/connection/client.ts";
import type { V1Endpoints, V1Pod, V1Service, V1ServicePort, V1ServiceSpec } from "@kubernetes/client-node";
import { ApiException } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { findTarget } from "../../../../src/kube/tunnel/find.ts";

interface Objects {
  readonly services?: readonly V1Service[];
  readonly pods?: readonly V1Pod[];
  readonly endpoints?: readonly V1Endpoints[];
  /** Namespaces in which nothing may be looked at; "*" is the cluster as a whole. */
  readonly forbidden?: readonly string[];
}

interface Wanted {
  readonly name?: string;
  readonly namespace?: string;
}

function kubeOf({ services = [], pods = [], endpoints = [], forbidden = [] }: Objects): Kube {
  type Named = V1Service | V1Pod | V1Endpoints;
  const among = <T extends Named>(objects: readonly T[], { namespace }: Wanted): readonly T[] => {
    if (forbidden.includes(namespace ?? "*")) throw new ApiException(403, "refused", {}, {});
    return objects.filter(({ metadata }) => namespace === undefined || metadata?.namespace === namespace);
  };
  const list =
    (objects: readonly Named[]) =>
    (wanted: Wanted = {}) =>
      Promise.resolve({ items: among(objects, wanted) });
  const read = (objects: readonly Named[]) => (wanted: Wanted) => {
    const found = among(objects, wanted).find(({ metadata }) => metadata?.name === wanted.name);
    return found ? Promise.resolve(found) : Promise.reject(new ApiException(404, "absent", {}, {}));
  };
  const core = {
    readNamespacedService: read(services),
    readNamespacedPod: read(pods),
    readNamespacedEndpoints: read(endpoints),
    listNamespacedService: list(services),
    listServiceForAllNamespaces: list(services),
    listNamespacedPod: list(pods),
    listPodForAllNamespaces: list(pods),
  };
  return { core, serverHost: "cluster:6443", requestTimeoutMs: null } as unknown as Kube;
}

function service(name: string, spec: V1ServiceSpec, namespace = "shop"): V1Service {
  return { metadata: { name, namespace }, spec: Object.assign({ clusterIP: "10.96.0.1" }, spec) };
}

function pod(
  name: string,
  more: {
    readonly ready?: boolean;
    readonly namespace?: string;
    readonly ip?: string;
    readonly hostNetwork?: boolean;
  } = {},
): V1Pod {
  return {
    metadata: { name, namespace: more.namespace ?? "shop" },
    spec: {
      subdomain: "db-headless",
      hostNetwork: more.hostNetwork ?? false,
      containers: [{ name: "postgres", ports: [{ name: "pg", containerPort: 5432 }] }],
    },
    status: {
      phase: "Running",
      podIP: more.ip ?? "10.244.0.9",
      conditions: [{ type: "Ready", status: more.ready === false ? "False" : "True" }],
    },
  };
}

const SELECTOR = { app: "db" };
const numbered: V1ServicePort = { port: 6432, targetPort: 5433 };
const DB = service("db", { selector: SELECTOR, ports: [numbered] });
const TARGET = { namespace: "shop", pod: "db-0", port: 5433 };

const find = (objects: Objects, host: string, port: number): Promise<unknown> => {
  return findTarget(kubeOf(objects), { namespace: "shop" }, { host, port });
};

describe("the Pod and port behind a host", () => {
  it.each<{ case: string; objects: Objects; host: string; port: number; target: unknown }>([
    {
      case: "a Service with a target port",
      objects: { services: [DB], pods: [pod("db-0")] },
      host: "db",
      port: 6432,
      target: TARGET,
    },
    {
      case: "a Service with a named target port",
      objects: {
        services: [service("db", { selector: SELECTOR, ports: [{ port: 6432, targetPort: "pg" }] })],
        pods: [pod("db-0")],
      },
      host: "db.shop.svc.cluster.local",
      port: 6432,
      target: { ...TARGET, port: 5432 },
    },
    {
      case: "a Service without a target port",
      objects: { services: [service("db", { selector: SELECTOR, ports: [{ port: 5432 }] })], pods: [pod("db-0")] },
      host: "db",
      port: 5432,
      target: { ...TARGET, port: 5432 },
    },
    {
      case: "the first ready one of several Pods",
      objects: { services: [DB], pods: [pod("db-2"), pod("db-1"), pod("db-0", { ready: false })] },
      host: "db",
      port: 6432,
      target: { ...TARGET, pod: "db-1" },
    },
    {
      case: "a headless Service, whose ports are not translated",
      objects: {
        services: [service("db", { clusterIP: "None", selector: SELECTOR, ports: [numbered] })],
        pods: [pod("db-0")],
      },
      host: "db",
      port: 5432,
      target: { ...TARGET, port: 5432 },
    },
    {
      case: "a Service without selector whose endpoints are Pods",
      objects: {
        services: [service("db", { ports: [{ name: "pg", port: 6432 }] })],
        endpoints: [
          {
            metadata: { name: "db", namespace: "shop" },
            subsets: [
              {
                addresses: [{ ip: "1.1.1.1", targetRef: { kind: "Pod", name: "db-0" } }],
                ports: [{ name: "pg", port: 5433 }],
              },
            ],
          },
        ],
      },
      host: "db",
      port: 6432,
      target: TARGET,
    },
    {
      case: "a Service without selector whose endpoints are outside",
      objects: {
        services: [service("db", { ports: [{ port: 6432 }] })],
        endpoints: [
          {
            metadata: { name: "db", namespace: "shop" },
            subsets: [{ addresses: [{ ip: "1.1.1.1" }], ports: [{ port: 5433 }] }],
          },
        ],
      },
      host: "db",
      port: 6432,
      target: undefined,
    },
    {
      case: "a Service without selector or endpoints",
      objects: { services: [service("db", { ports: [{ port: 6432 }] })] },
      host: "db",
      port: 6432,
      target: undefined,
    },
    {
      case: "a Service that only names a host outside",
      objects: { services: [service("db", { type: "ExternalName", externalName: "db.example.com" })] },
      host: "db",
      port: 6432,
      target: undefined,
    },
    {
      case: "a Service's address",
      objects: { services: [DB], pods: [pod("db-0")] },
      host: "10.96.0.1",
      port: 6432,
      target: TARGET,
    },
    {
      case: "a Service's address in another namespace",
      objects: {
        services: [service("db", { selector: SELECTOR, ports: [numbered] }, "data")],
        pods: [pod("db-0", { namespace: "data" })],
      },
      host: "10.96.0.1",
      port: 6432,
      target: { ...TARGET, namespace: "data" },
    },
    {
      case: "a Pod's address",
      objects: { pods: [pod("db-0")] },
      host: "10.244.0.9",
      port: 7,
      target: { ...TARGET, port: 7 },
    },
    {
      case: "a node's address",
      objects: { pods: [pod("db-0", { hostNetwork: true })] },
      host: "10.244.0.9",
      port: 7,
      target: undefined,
    },
    {
      case: "an address, where the whole cluster may not be searched",
      objects: { forbidden: ["*"] },
      host: "10.1.1.1",
      port: 5432,
      target: undefined,
    },
    {
      case: "a StatefulSet's Pod",
      objects: { pods: [pod("db-0")] },
      host: "db-0.db-headless",
      port: 5432,
      target: { ...TARGET, port: 5432 },
    },
    {
      case: "a Pod under another Service's name",
      objects: { pods: [pod("db-0")] },
      host: "db-0.other",
      port: 5432,
      target: undefined,
    },
    {
      case: "a Service of another namespace",
      objects: {
        services: [service("db", { selector: SELECTOR, ports: [numbered] }, "data")],
        pods: [pod("db-0", { namespace: "data" })],
      },
      host: "db.data",
      port: 6432,
      target: { ...TARGET, namespace: "data" },
    },
    { case: "a host outside", objects: {}, host: "db.example.com", port: 5432, target: undefined },
    {
      case: "a host outside, where nothing may be looked at",
      objects: { forbidden: ["com"] },
      host: "db.example.com",
      port: 5432,
      target: undefined,
    },
    { case: "a word that is no Service", objects: {}, host: "db", port: 5432, target: undefined },
  ])("is found: $case", async ({ objects, host, port, target }) => {
    expect(await find(objects, host, port)).toEqual(target);
  });

  it.each<{ case: string; objects: Objects; code: string; summary: string }>([
    {
      case: "no Pod is ready",
      objects: { services: [DB], pods: [pod("db-0", { ready: false })] },
      code: "database-unreachable",
      summary: `Service db in namespace "shop" has no ready Pod`,
    },
    {
      case: "the Service has another port",
      objects: { services: [service("db", { selector: SELECTOR, ports: [{ port: 1 }] })] },
      code: "database-unreachable",
      summary: `Service db in namespace "shop" has no port 6432`,
    },
    {
      case: "looking is forbidden",
      objects: { forbidden: ["shop"] },
      code: "not-permitted",
      summary: `the API server forbids to get services "db" in namespace "shop"`,
    },
  ])("is an error when $case", async ({ objects, code, summary }) => {
    await expect(find(objects, "db", 6432)).rejects.toMatchObject({ trouble: { code, summary } });
  });
});
