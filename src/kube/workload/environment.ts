import type { Environment } from "../../ports/secret.ts";
import type { Lookup, NamedSources } from "./environment-sources.ts";
// The variables of a container as the kubelet computes them when it starts it: "Define Environment Variables" and
// "Define Dependent Environment Variables" in the Kubernetes documentation; order and details as in the kubelet.
// Left out: what the image itself sets (ENV), and variables for the namespace's Services, which only a running Pod has.
import type { V1Container, V1EnvFromSource, V1EnvVar } from "@kubernetes/client-node";
import { secretOf } from "../../secret.ts";
import { readReferenced } from "./environment-sources.ts";
import { expand } from "./expand-variables.ts";

/** Where the container runs, as far as its variables depend on it. */
export interface Surrounding {
  readonly namespace: string;
  /** `enableServiceLinks` of the Pod, true when it does not say. */
  readonly serviceLinks: boolean;
}

/**
 * `envFrom` first, then `env` in order, each entry hiding earlier ones of its name. A name that depends on something
 * that cannot be read goes to `unresolved` with the reason; an `envFrom` source that cannot be read, whose names
 * nobody knows, stands there as `secret/NAME` or `configmap/NAME`. Each object is read once.
 */
export async function environmentOf(
  container: V1Container,
  around: Surrounding,
  sources: NamedSources,
): Promise<Environment> {
  const lookups = await readReferenced(container, sources);
  const draft: Draft = { around, lookups, values: new Map(), unresolved: new Map(), doubts: [] };
  for (const source of container.envFrom ?? []) addAll(draft, source);
  for (const variable of container.env ?? []) addOne(draft, variable);
  const variables = [...draft.values].map(([name, value]) => [name, secretOf(value)] as const);
  return { variables: new Map(variables), unresolved: draft.unresolved };
}

interface Draft {
  readonly around: Surrounding;
  readonly lookups: ReadonlyMap<string, Lookup>;
  readonly values: Map<string, string>;
  readonly unresolved: Map<string, string>;
  readonly doubts: Doubt[];
}

/** An unreadable `envFrom` source: any name with the prefix may come from it. */
interface Doubt {
  readonly prefix: string;
  readonly because: string;
}

/** One value or why there is none; `left-out` when something optional is absent. */
type Value =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "unknown"; readonly because: string }
  | { readonly kind: "left-out" };

function addAll(draft: Draft, source: V1EnvFromSource): void {
  const { prefix = "", secretRef, configMapRef } = source;
  const key = secretRef === undefined ? `configmap/${configMapRef?.name}` : `secret/${secretRef.name}`;
  const lookup = draft.lookups.get(key);
  if (lookup === undefined || (lookup.kind === "absent" && isOptional(source))) return;
  if (lookup.kind !== "found") {
    doubt(draft, key, { prefix, because: `${key} ${lookup.because}` });
    return;
  }
  for (const [name, text] of lookup.values) set(draft, prefix + name, { kind: "value", text });
}

function isOptional({ secretRef, configMapRef }: V1EnvFromSource): boolean {
  return (secretRef ?? configMapRef)?.optional === true;
}

/** Nobody knows which names an unreadable source has, so it may also hide those that earlier sources gave. */
function doubt(draft: Draft, key: string, { prefix, because }: Doubt): void {
  draft.unresolved.set(key, because);
  draft.doubts.push({ prefix, because });
  for (const name of [...draft.values.keys()].filter((one) => one.startsWith(prefix))) {
    set(draft, name, { kind: "unknown", because: `it may be overridden, because ${because}` });
  }
}

/** As in the kubelet, `valueFrom` counts only where `value` is empty, and only a `value` is expanded. */
function addOne(draft: Draft, { name, value = "", valueFrom }: V1EnvVar): void {
  if (value === "" && valueFrom !== undefined) {
    set(draft, name, referenced(draft, valueFrom));
    return;
  }
  const missing: string[] = [];
  const text = expand(value, (wanted) => {
    const because = draft.values.has(wanted) ? undefined : doubtAbout(draft, wanted);
    if (because !== undefined) missing.push(`it refers to $(${wanted}): ${because}`);
    return draft.values.get(wanted);
  });
  const [because] = missing;
  set(draft, name, because === undefined ? { kind: "value", text } : { kind: "unknown", because });
}

function referenced(draft: Draft, source: NonNullable<V1EnvVar["valueFrom"]>): Value {
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = source;
  if (secretKeyRef !== undefined) return keyOf(draft, `secret/${secretKeyRef.name}`, secretKeyRef);
  if (configMapKeyRef !== undefined) return keyOf(draft, `configmap/${configMapKeyRef.name}`, configMapKeyRef);
  if (fieldRef?.fieldPath === "metadata.namespace") return { kind: "value", text: draft.around.namespace };
  const what = fieldRef?.fieldPath ?? resourceFieldRef?.resource;
  if (what !== undefined) return { kind: "unknown", because: `it is ${what} of each Pod, which differs` };
  return { kind: "unknown", because: "it comes from something other than a Secret, a ConfigMap or a field" };
}

function keyOf(
  { lookups }: Draft,
  source: string,
  { key, optional }: { readonly key: string; readonly optional?: boolean },
): Value {
  const lookup = lookups.get(source);
  if (lookup === undefined) return { kind: "unknown", because: `${source} was not read` };
  if (lookup.kind === "unreadable") return { kind: "unknown", because: `${source} ${lookup.because}` };
  const text = lookup.kind === "found" ? lookup.values.get(key) : undefined;
  if (text !== undefined) return { kind: "value", text };
  if (optional === true) return { kind: "left-out" };
  const because = lookup.kind === "absent" ? lookup.because : `has no key "${key}"`;
  return { kind: "unknown", because: `${source} ${because}` };
}

function set({ values, unresolved }: Draft, name: string, value: Value): void {
  if (value.kind === "left-out") return;
  values.delete(name);
  unresolved.delete(name);
  if (value.kind === "value") values.set(name, value.text);
  if (value.kind === "unknown") unresolved.set(name, value.because);
}

/** Why a name that is not defined may have a value all the same; undefined when it surely has none. */
function doubtAbout({ unresolved, doubts, around }: Draft, name: string): string | undefined {
  const known = unresolved.get(name) ?? doubts.find(({ prefix }) => name.startsWith(prefix))?.because;
  if (known !== undefined) return known;
  const fromService = SERVICE_VARIABLE.test(name) && (around.serviceLinks || name.startsWith("KUBERNETES_"));
  return fromService ? "a Service gives it to running Pods only" : undefined;
}

/** "Accessing the Service": `REDIS_SERVICE_HOST`, `REDIS_PORT`, `REDIS_PORT_6379_TCP_ADDR` and so on. */
const SERVICE_VARIABLE = /^[A-Z0-9_]+_(?:SERVICE_HOST|SERVICE_PORT\w*|PORT(?:_\d+_(?:TCP|UDP|SCTP)\w*)?)$/;
