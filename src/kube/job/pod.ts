import type { Command } from "../../ports/image.ts";
import type { StandInsIn } from "./environment.ts";
import type { V1Affinity, V1Container, V1ContainerPort, V1PodSpec, V1PodTemplateSpec } from "@kubernetes/client-node";
import { selects } from "../workload/selector.ts";
import { jobVariables, literal, withStandIns, withTemplateFields } from "./environment.ts";
import { harmlessVolumes, mountedVolumes, withMountsOf } from "./volumes.ts";

/** What becomes of one container of a revision's Pod when a Job imitates it. */
export interface PodWish {
  readonly template: V1PodTemplateSpec;
  readonly container: string;
  readonly image: string;
  readonly command: Command;
  readonly standIns?: StandInsIn;
  /** Without need of the database: no environment, no Secret, no token, no sidecar. */
  readonly needs: "nothing" | "database";
}

/**
 * The Pod of a Job: the chosen container with another command, the native sidecars, and everything that decides where
 * the Pod runs, as whom, and what it may reach. Left out is what serves a long-running workload: other containers,
 * probes, ports, lifecycle hooks, readiness and scheduling gates, spreading, a DNS name of its own. So is the grace
 * period: a workload may drain for an hour.
 */
export function jobPodSpec(wish: PodWish): V1PodSpec | undefined {
  const spec = wish.template.spec;
  const chosen = spec?.containers.find(({ name }) => name === wish.container);
  if (spec === undefined || chosen === undefined) return undefined;
  const bare = wish.needs === "nothing";
  const volumes = bare ? harmlessVolumes(spec.volumes ?? []) : (spec.volumes ?? []);
  const container = withMountsOf(jobContainer(chosen, wish), volumes);
  const sidecars = bare ? [] : nativeSidecars(spec);
  return {
    ...surroundings(spec),
    ...(spec.affinity && { affinity: withoutOwnSpreading(spec.affinity, wish.template) }),
    ...(bare && { automountServiceAccountToken: false, enableServiceLinks: false }),
    ...filled("volumes", mountedVolumes(volumes, [container, ...sidecars])),
    ...filled("initContainers", sidecars),
    containers: [container],
    restartPolicy: "Never",
  };
}

/** An empty list is left out, as a person would. */
function filled<K extends string, T>(field: K, list: T[]): { [_ in K]?: T[] } {
  return list.length === 0 ? {} : ({ [field]: list } as { [_ in K]: T[] });
}

/** Fields that are taken over as they are. A service account is kept even by a bare Pod: it may bring pull secrets. */
function surroundings(spec: V1PodSpec): Partial<V1PodSpec> {
  const kept = Object.entries(spec).filter(([field, value]) => KEPT_OF_POD.has(field) && value !== undefined);
  return Object.fromEntries(kept);
}

function jobContainer(chosen: V1Container, { image, command, needs, template, standIns }: PodWish): V1Container {
  const kept = Object.entries(chosen).filter(([field, value]) => KEPT_OF_CONTAINER.has(field) && value !== undefined);
  const variables = needs === "nothing" ? [] : (chosen.env ?? []);
  const own = jobVariables(
    variables.map((variable) => withTemplateFields(variable, template.metadata ?? {})),
    command,
  );
  const env = standIns === undefined ? own : withStandIns(own, standIns);
  return {
    ...Object.fromEntries(kept),
    name: chosen.name,
    image,
    ...pullPolicy(chosen, image),
    command: command.argv.map(literal),
    ...(env.length > 0 && { env }),
    ...(needs === "database" && chosen.envFrom && { envFrom: chosen.envFrom }),
  };
}

/** What a digest names never changes, so a node that has it need not ask a registry, which may be down just now. */
function pullPolicy({ image, imagePullPolicy }: V1Container, wanted: string): Partial<V1Container> {
  if (imagePullPolicy === undefined) return {};
  const pinned = wanted !== image;
  return { imagePullPolicy: pinned && imagePullPolicy === "Always" ? "IfNotPresent" : imagePullPolicy };
}

/** Whole, with their probes: the chosen container waits for a sidecar's startup probe. Only ports of the node go. */
function nativeSidecars(spec: V1PodSpec): V1Container[] {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  return sidecars.map(({ ports, ...sidecar }) => ({ ...sidecar, ...(ports && { ports: ports.map(withoutHostPort) }) }));
}

function withoutHostPort(port: V1ContainerPort): V1ContainerPort {
  const { hostPort: _, hostIP: __, ...rest } = port;
  return rest;
}

/**
 * Replicas that must not share a node with each other would leave no node for the Job. Like topology spread
 * constraints, such terms are about the workload's own Pods, to which the Job's does not belong.
 */
function withoutOwnSpreading(affinity: V1Affinity, { metadata }: V1PodTemplateSpec): V1Affinity {
  const required = affinity.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return affinity;
  const foreign = required.filter(
    ({ labelSelector }) => !labelSelector || !selects(labelSelector, metadata?.labels ?? {}),
  );
  const spreading = { requiredDuringSchedulingIgnoredDuringExecution: foreign };
  const podAntiAffinity = Object.assign({}, affinity.podAntiAffinity, spreading);
  return Object.assign({}, affinity, { podAntiAffinity });
}

const KEPT_OF_POD: ReadonlySet<string> = new Set([
  "serviceAccountName",
  "automountServiceAccountToken",
  "imagePullSecrets",
  "securityContext",
  "nodeSelector",
  "tolerations",
  "runtimeClassName",
  "priorityClassName",
  "preemptionPolicy",
  "schedulerName",
  "hostAliases",
  "hostNetwork",
  "hostname",
  "hostUsers",
  "dnsPolicy",
  "dnsConfig",
  "enableServiceLinks",
  "os",
  "resourceClaims",
  "resources",
] satisfies readonly (keyof V1PodSpec)[]);

const KEPT_OF_CONTAINER: ReadonlySet<string> = new Set([
  "securityContext",
  "resources",
  "volumeMounts",
  "volumeDevices",
  "workingDir",
] satisfies readonly (keyof V1Container)[]);
