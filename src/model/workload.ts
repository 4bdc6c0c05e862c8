export type WorkloadKind = "Deployment";

export interface WorkloadRef {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
}

/** A workload as it was seen. Annotations are only this product's own (`safe-rollback.io/…`), without the prefix. */
export interface Workload extends WorkloadRef {
  readonly uid: string;
  readonly generation: number;
  readonly observedGeneration: number;
  readonly paused: boolean;
  readonly replicas: number;
  /** null when the workload sets none and the cluster's default applies. */
  readonly progressDeadlineSeconds: number | null;
  /** Hash of the pod template that the workload asks for now, comparable with a revision's `templateHash`. */
  readonly templateHash: string;
  readonly settings: Readonly<Record<string, string>>;
  /** The name of the Helm release that it belongs to, null when Helm did not install it. */
  readonly release: string | null;
  /** The value of `kubectl.kubernetes.io/default-container` on the pod template. */
  readonly defaultContainer: string | null;
}

/**
 * What starts a container, as its template says it: null where it says nothing and the image's own word holds.
 * Credentials in it are hidden, and references to variables are as they were written.
 */
export interface ContainerStart {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[] | null;
  readonly args: readonly string[] | null;
  /** Absent where the image's own holds. */
  readonly workingDir?: string;
  /** Absent where nothing is mounted. */
  readonly mounts?: readonly ContainerMount[];
}

/** Where a container has other files than its image. */
export interface ContainerMount {
  readonly path: string;
  /** The volume, and what of it. */
  readonly from: string;
  /** A look into the image has it as well. */
  readonly isSeen: boolean;
}

/** A container of a revision. Digests are those seen on running Pods, without duplicates. */
export interface RevisionContainer extends ContainerStart {
  readonly digests: readonly string[];
}

/** A Job that Helm starts around its own operations, never an undo of a workload. */
export interface HookJob {
  readonly name: string;
  /** `pre-upgrade`, `post-install` and so on: the values of `helm.sh/hook`. */
  readonly events: readonly string[];
  readonly containers: readonly ContainerStart[];
}

/** A numbered state of the workload's pod template: a ReplicaSet. */
export interface Revision {
  readonly number: number;
  readonly name: string;
  readonly uid: string;
  /** Hash of the pod template without `pod-template-hash`. */
  readonly templateHash: string;
  readonly createdAt: string;
  /** True when an undo brought it back: then `createdAt` says nothing about when its image last went live. */
  readonly reused: boolean;
  readonly containers: readonly RevisionContainer[];
  /** What runs before them, in order. */
  readonly initContainers: readonly ContainerStart[];
  /** The raw value of the annotation in which the image's migrations were recorded, if any. */
  readonly recorded: string | null;
  readonly changeCause: string | null;
  readonly replicas: number;
}

/** A Pod of the workload. `revisionName` is the ReplicaSet that owns it. */
export interface PodSighting {
  readonly name: string;
  readonly revisionName: string;
  readonly ready: boolean;
  readonly trouble: string | null;
}

/** How far a rollout has come; `reason` is what to tell the operator. */
export type RolloutProgress =
  | { readonly kind: "waiting"; readonly reason: string }
  | { readonly kind: "done"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

export function describeWorkload(ref: WorkloadRef): string {
  return `${ref.kind.toLowerCase()}/${ref.name}`;
}
