import type { Grant } from "./space.ts";

/** What a run takes that goes by nothing but what Jobs print: it may not forward ports, nor make Secrets. */
export const JOBS_ALONE: readonly Grant[] = [
  { apiGroups: ["apps"], resources: ["deployments", "replicasets"], verbs: ["get", "list", "patch"] },
  { apiGroups: [""], resources: ["pods", "secrets", "configmaps", "services", "endpoints"], verbs: ["get", "list"] },
  { apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "get", "list", "watch", "delete"] },
  { apiGroups: [""], resources: ["pods/log", "events"], verbs: ["get", "list"] },
];
