// Service meshes inject a proxy that keeps running after the migration, or is not ready before it. Their switches, from
// the injection pages of the Istio, Linkerd, Consul and Kuma documentation.
import type { V1PodTemplateSpec } from "@kubernetes/client-node";

/** Metadata of a Job's Pod that a mesh reads. */
export interface MeshMetadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Injection off, or, where the operator keeps the mesh, the template's own labels and annotations for it. */
export function meshMetadata({ metadata }: V1PodTemplateSpec, keep: boolean): MeshMetadata {
  if (!keep) return INJECTION_OFF;
  return { labels: ofMesh(metadata?.labels), annotations: ofMesh(metadata?.annotations) };
}

function ofMesh(metadata: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => isOfMesh(key)));
}

function isOfMesh(key: string): boolean {
  const [prefix = ""] = key.split("/");
  return key.includes("/") && MESH_DOMAINS.some((domain) => prefix === domain || prefix.endsWith(`.${domain}`));
}

const MESH_DOMAINS = ["istio.io", "linkerd.io", "consul.hashicorp.com", "kuma.io"];

/** Istio and Kuma moved their switch from an annotation to a label; old and new versions read one of them each. */
const INJECTION_OFF: MeshMetadata = {
  labels: { "sidecar.istio.io/inject": "false", "kuma.io/sidecar-injection": "disabled" },
  annotations: {
    "sidecar.istio.io/inject": "false",
    "linkerd.io/inject": "disabled",
    "consul.hashicorp.com/connect-inject": "false",
    "kuma.io/sidecar-injection": "disabled",
  },
};
