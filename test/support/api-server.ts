import type { KubernetesObject } from "./space.ts";
// What tests ask the API server for again and again. Starting kubectl for each would take most of a test's time.
import type { RequestOptions } from "node:https";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { KubeConfig } from "@kubernetes/client-node";

export type Resource = keyof typeof PLACES;

/** The administrator's objects of one namespace, as the API server has them. Everything throws what it answers from 400 on. */
export interface ApiServer {
  get(resource: Resource, name: string): Promise<KubernetesObject>;
  /** Each with its kind, which the API server leaves out in lists. */
  list(resource: Resource, labelSelector?: string): Promise<readonly KubernetesObject[]>;
  create(resource: Resource, object: object): Promise<void>;
  createNamespace(): Promise<void>;
  /** Does not wait until all in it is gone. */
  removeNamespace(): Promise<void>;
}

export function apiServerOf(kubeconfig: string, namespace: string): ApiServer {
  const ask = askerWith(kubeconfig);
  const placeOf = (resource: Resource): string => `${PLACES[resource]}/namespaces/${namespace}/${resource}`;
  return {
    get: async (resource, name) => (await ask("GET", `${placeOf(resource)}/${name}`)) as KubernetesObject,
    list: async (resource, labelSelector = "") => {
      const query = `labelSelector=${encodeURIComponent(labelSelector)}`;
      const { kind, items } = (await ask("GET", `${placeOf(resource)}?${query}`)) as List;
      return items.map((item) => ({ ...item, kind: kind.replace(/List$/, "") }));
    },
    create: async (resource, object) => void (await ask("POST", placeOf(resource), object)),
    createNamespace: async () =>
      void (await ask("POST", NAMESPACES, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } })),
    removeNamespace: async () => void (await ask("DELETE", `${NAMESPACES}/${namespace}`)),
  };
}

interface List {
  readonly kind: string;
  readonly items: readonly KubernetesObject[];
}

type Ask = (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;

function askerWith(kubeconfig: string): Ask {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const server = config.getCurrentCluster()?.server ?? "";
  return async (method, path, body) => {
    const options: RequestOptions = { method, headers: { "content-type": "application/json" } };
    await config.applyToHTTPSOptions(options);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const asked = request(new URL(path, server), options, (response) => {
      text(response).then((answer) => {
        if (Number(response.statusCode) >= 400) reject(new Error(`${method} ${path}: ${answer}`));
        else resolve(JSON.parse(answer));
      }, reject);
    });
    asked.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
    return promise;
  };
}

const NAMESPACES = "/api/v1/namespaces";

const PLACES = {
  configmaps: "/api/v1",
  events: "/api/v1",
  pods: "/api/v1",
  secrets: "/api/v1",
  deployments: "/apis/apps/v1",
  replicasets: "/apis/apps/v1",
  jobs: "/apis/batch/v1",
} as const;
