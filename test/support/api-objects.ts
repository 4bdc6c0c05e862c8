import type {
  V1Container,
  V1ContainerStatus,
  V1Deployment,
  V1DeploymentCondition,
  V1DeploymentStatus,
  V1Pod,
  V1PodSpec,
  V1PodTemplateSpec,
  V1ReplicaSet,
} from "@kubernetes/client-node";

export interface TemplateSays {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly container?: Partial<V1Container>;
  readonly initContainers?: V1Container[];
}

/** A pod template of one container, as the API server answers with. */
export function template(image: string, more: TemplateSays = {}): V1PodTemplateSpec {
  const labels = { app: "myapp", ...more.labels };
  const annotations = more.annotations === undefined ? {} : { annotations: more.annotations };
  return { metadata: { labels, ...annotations }, spec: podSpec(image, more.container, more.initContainers) };
}

/** The Pod in it. */
export function podSpec(
  image: string,
  container: Partial<V1Container> = {},
  initContainers?: V1Container[],
): V1PodSpec {
  return {
    containers: [{ name: "app", image, resources: {}, ...container }],
    ...(initContainers === undefined ? {} : { initContainers }),
    restartPolicy: "Always",
    securityContext: {},
  };
}

export interface DeploymentSays {
  readonly image?: string;
  readonly generation?: number;
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updated?: number;
  readonly total?: number;
  readonly available?: number;
  readonly paused?: boolean;
  readonly template?: V1PodTemplateSpec;
  readonly annotations?: Record<string, string>;
  readonly conditions?: V1DeploymentCondition[];
}

/** The Deployment `shop/myapp`, settled unless said otherwise. */
export function deployment(says: DeploymentSays = {}): V1Deployment {
  const { image = "myapp:v2", generation = 7, replicas = 2, annotations = {}, paused = false } = says;
  return {
    metadata: { namespace: "shop", name: "myapp", uid: "deployment-uid", generation, annotations },
    spec: {
      replicas,
      paused,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { app: "myapp" } },
      template: says.template ?? template(image),
    },
    status: statusOf(says, generation, replicas),
  };
}

function statusOf(says: DeploymentSays, generation: number, replicas: number): V1DeploymentStatus {
  return {
    observedGeneration: says.observedGeneration ?? generation,
    updatedReplicas: says.updated ?? replicas,
    replicas: says.total ?? replicas,
    availableReplicas: says.available ?? replicas,
    conditions: says.conditions ?? [],
  };
}

export interface ReplicaSetSays {
  readonly annotations?: Record<string, string>;
  readonly owner?: string;
  readonly template?: V1PodTemplateSpec;
}

/** A ReplicaSet of that Deployment with its uid being `NAME-uid`; its revision stands in the annotations. */
export function replicaSet(name: string, image: string, says: ReplicaSetSays = {}): V1ReplicaSet {
  return {
    metadata: {
      namespace: "shop",
      name,
      uid: `${name}-uid`,
      creationTimestamp: new Date("2026-01-01T00:00:00Z"),
      annotations: says.annotations ?? {},
      ownerReferences: [owner("Deployment", "myapp", says.owner ?? "deployment-uid")],
    },
    spec: {
      selector: { matchLabels: { app: "myapp" } },
      template: says.template ?? template(image, { labels: { "pod-template-hash": name } }),
    },
    status: { replicas: 1 },
  };
}

export interface PodSays {
  readonly imageId?: string;
  readonly phase?: string;
  readonly ready?: boolean;
  readonly terminating?: boolean;
  readonly containers?: Partial<V1ContainerStatus>[];
  readonly unschedulable?: string;
}

/** A Pod of the ReplicaSet, running and ready unless said otherwise. */
export function pod(name: string, replicaSetName: string, says: PodSays = {}): V1Pod {
  const statuses = says.containers ?? [{ imageID: says.imageId ?? "" }];
  return {
    metadata: {
      name,
      ownerReferences: [owner("ReplicaSet", replicaSetName, `${replicaSetName}-uid`)],
      ...(says.terminating === true ? { deletionTimestamp: new Date("2026-01-01T00:00:00Z") } : {}),
    },
    status: {
      phase: says.phase ?? "Running",
      conditions: [
        { type: "Ready", status: says.ready === false ? "False" : "True" },
        ...(says.unschedulable === undefined
          ? []
          : [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: says.unschedulable }]),
      ],
      containerStatuses: statuses.map((status) => ({
        name: "app",
        image: "myapp",
        imageID: "",
        ready: true,
        restartCount: 0,
        ...status,
      })),
    },
  };
}

function owner(
  kind: string,
  name: string,
  uid: string,
): { apiVersion: string; kind: string; name: string; uid: string; controller: boolean } {
  return { apiVersion: "apps/v1", kind, name, uid, controller: true };
}
