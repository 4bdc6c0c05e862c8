import type { Kube } from "../connection/client.ts";
// The Secrets and ConfigMaps that a container's variables come from.
import type { V1Container } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { askIfPresent } from "../api-error.ts";

/** What reading one object gave. `because` follows the object's name in a sentence. */
export type Lookup =
  | { readonly kind: "found"; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: "absent"; readonly because: string }
  | { readonly kind: "unreadable"; readonly because: string };

export interface NamedSources {
  secret(name: string): Promise<Lookup>;
  configMap(name: string): Promise<Lookup>;
}

/** Every object that the container's variables refer to, by `secret/NAME` and `configmap/NAME`; each read once. */
export async function readReferenced(
  { env = [], envFrom = [] }: V1Container,
  sources: NamedSources,
): Promise<ReadonlyMap<string, Lookup>> {
  const secrets = new Set(
    [...envFrom.map(({ secretRef }) => secretRef?.name), ...env.map((one) => one.valueFrom?.secretKeyRef?.name)].filter(
      (name) => name !== undefined,
    ),
  );
  const configMaps = new Set(
    [
      ...envFrom.map(({ configMapRef }) => configMapRef?.name),
      ...env.map((one) => one.valueFrom?.configMapKeyRef?.name),
    ].filter((name) => name !== undefined),
  );
  const lookups = await Promise.all([
    ...[...secrets].map(async (name) => [`secret/${name}`, await sources.secret(name)] as const),
    ...[...configMaps].map(async (name) => [`configmap/${name}`, await sources.configMap(name)] as const),
  ]);
  return new Map(lookups);
}

/** Reads from one namespace. Without permission an object is `unreadable`; any other trouble is thrown. */
export function clusterSources(kube: Kube, namespace: string): NamedSources {
  return {
    secret: (name) =>
      lookUp({ resource: "secrets", name, namespace, kube }, async () => {
        const { data = {} } = await kube.core.readNamespacedSecret({ name, namespace });
        return new Map(
          Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString("utf8")]),
        );
      }),
    configMap: (name) =>
      lookUp({ resource: "configmaps", name, namespace, kube }, async () => {
        // `binaryData` gives no variables.
        const { data = {} } = await kube.core.readNamespacedConfigMap({ name, namespace });
        return new Map(Object.entries(data));
      }),
  };
}

/** The same sources, asking for each object only the first time. */
export function readOnce(sources: NamedSources): NamedSources {
  return {
    secret: remembering((name) => sources.secret(name)),
    configMap: remembering((name) => sources.configMap(name)),
  };
}

function remembering(look: (name: string) => Promise<Lookup>): (name: string) => Promise<Lookup> {
  const seen = new Map<string, Promise<Lookup>>();
  return (name) => {
    const first = seen.get(name) ?? look(name);
    seen.set(name, first);
    return first;
  };
}

async function lookUp(
  { kube, resource, ...which }: { kube: Kube; resource: string; name: string; namespace: string },
  read: () => Promise<ReadonlyMap<string, string>>,
): Promise<Lookup> {
  try {
    const values = await askIfPresent(kube, { verb: "get", resource, ...which }, read);
    if (values !== undefined) return { kind: "found", values };
    return { kind: "absent", because: `does not exist in namespace "${which.namespace}"` };
  } catch (error) {
    if (!(error instanceof SafeRollbackError) || error.trouble.code !== "not-permitted") throw error;
    return { kind: "unreadable", because: `cannot be read: ${error.trouble.summary}` };
  }
}
