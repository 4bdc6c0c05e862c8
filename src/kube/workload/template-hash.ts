// Two pod templates compared as `kubectl rollout undo` compares them: deeply, without the label
// `pod-template-hash`, and an absent list or map equal to an empty one.
import { createHash } from "node:crypto";
import type { V1PodTemplateSpec } from "@kubernetes/client-node";

/** SHA-256, in hex, of a canonical form of the template: equal hashes are what kubectl takes for the same template. */
export function hashTemplate(template: V1PodTemplateSpec | undefined): string {
  const plain: unknown = JSON.parse(JSON.stringify(template ?? {}));
  return createHash("sha256")
    .update(JSON.stringify(canonical(plain, "template")))
    .digest("hex");
}

/**
 * Keys sorted; null, empty lists and empty maps left out. An empty object that is not one of the API's maps stays:
 * `emptyDir: {}` and `securityContext: {}` say something.
 */
function canonical(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => canonical(one, ""));
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const entries = Object.entries(value)
    .filter(([name]) => !(key === "labels" && name === "pod-template-hash"))
    .map(([name, inner]): [string, unknown] => [name, canonical(inner, name)])
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 && MAPS.has(key) ? undefined : Object.fromEntries(entries);
}

/**
 * The fields of a pod template that are maps in the API, and `metadata`, which is always there for kubectl.
 * The API server leaves empty ones out when it answers; taking `pod-template-hash` away can make one.
 */
const MAPS: ReadonlySet<string> = new Set([
  "metadata",
  "labels",
  "annotations",
  "nodeSelector",
  "matchLabels",
  "limits",
  "requests",
  "overhead",
  "volumeAttributes",
]);
