import type { Command, Place } from "../../ports/image.ts";
import type { Labels } from "../workload/selector.ts";
import type { StandInsIn } from "./environment.ts";
import type { JobPurpose } from "./labels.ts";
// The Job that imitates one container of a revision's Pod, as data. Fields: the Job and Pod pages of the Kubernetes API
// reference.
import type { V1Job, V1LabelSelector, V1PodSpec, V1PodTemplateSpec } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { describeWorkload } from "../../model/workload.ts";
import { selects } from "../workload/selector.ts";
import { pinnedImage } from "./image.ts";
import { jobLabels, SUBJECT_ANNOTATION } from "./labels.ts";
import { meshMetadata } from "./mesh.ts";
import { jobPodSpec } from "./pod.ts";

/** One attempt at one command. */
export interface JobWish {
  readonly name: string;
  readonly place: Place;
  /** The revision's pod template, as the cluster has it. */
  readonly template: V1PodTemplateSpec;
  /** The Deployment's own selector, which the Job's Pod must not match. */
  readonly selector: V1LabelSelector;
  readonly command: Command;
  /** Absent where the container's own variables hold. */
  readonly standIns?: StandInsIn;
  readonly purpose: JobPurpose;
  readonly needs: "nothing" | "database";
  /** The migration's name, or what a probe looks for. */
  readonly subject: string;
  readonly deadlineSeconds: number;
}

/**
 * A Job whose Pod runs the command once, never again by itself. Its Pod has none of the workload's labels, so that no
 * Service, NetworkPolicy or ReplicaSet takes it for one of the workload's.
 * @throws usage when the labels asked for would make the Deployment adopt the Pod,
 * container-not-found when the revision lacks the container
 */
export function jobOf(wish: JobWish): V1Job {
  const { place, purpose, name } = wish;
  const mesh = meshMetadata(wish.template, place.settings.keepMesh.value);
  const labels = { ...mesh.labels, ...place.settings.jobLabels.value, ...jobLabels(place.workload, purpose) };
  refuseAdoption(wish, labels);
  const spec = Object.assign(podSpec(wish), { terminationGracePeriodSeconds: GRACE_SECONDS[purpose] });
  const subject = { [SUBJECT_ANNOTATION]: wish.subject };
  const annotations = { ...runtimeProfiles(wish.template, spec), ...mesh.annotations, ...subject, ...STAY };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace: place.workload.namespace, labels, annotations: subject },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: wish.deadlineSeconds,
      ttlSecondsAfterFinished: KEPT_SECONDS[purpose],
      template: { metadata: { labels, annotations }, spec },
    },
  };
}

function podSpec({ place, template, ...wish }: JobWish): V1PodSpec {
  const container = place.revision.containers.find(({ name }) => name === place.container);
  const image = container && pinnedImage(container);
  const spec = image && jobPodSpec({ ...wish, template, container: place.container, image });
  if (spec) return spec;
  const { revision, workload } = place;
  throw failure(
    "container-not-found",
    `revision ${revision.number} of ${describeWorkload(workload)} has no container ${place.container}`,
  );
}

/** A Pod that matches would be adopted by the ReplicaSet, counted as a replica, and perhaps deleted at once. */
function refuseAdoption({ selector, place }: JobWish, labels: Labels): void {
  if (!selects(selector, labels)) return;
  const added = Object.entries(place.settings.jobLabels.value).map(([key, value]) => `${key}=${value}`);
  throw failure(
    "usage",
    `with these labels ${describeWorkload(place.workload)} would take the Job's Pod for one of its own`,
    {
      facts: [`labels asked for: ${added.join(", ")}`, `its selector: ${JSON.stringify(selector)}`],
      next: [
        choose(
          "--job-label",
          "give only the labels that a NetworkPolicy needs, not all that the Deployment selects by",
        ),
      ],
    },
  );
}

/**
 * AppArmor and seccomp profiles were annotations before they became fields, and the API server still reads them; one
 * that names a container the Pod does not have is refused.
 */
function runtimeProfiles({ metadata }: V1PodTemplateSpec, { containers, initContainers = [] }: V1PodSpec): Labels {
  const names = [...containers, ...initContainers].map(({ name }) => name);
  const wanted = new Set([...PROFILE_PREFIXES.flatMap((prefix) => names.map((name) => prefix + name)), POD_SECCOMP]);
  return Object.fromEntries(Object.entries(metadata?.annotations ?? {}).filter(([key]) => wanted.has(key)));
}

const PROFILE_PREFIXES = [
  "container.apparmor.security.beta.kubernetes.io/",
  "container.seccomp.security.alpha.kubernetes.io/",
];

const POD_SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";

/**
 * From the deadline to the kill. A program that is told to stop and listens is gone within seconds; one that does not
 * listen (as process 1 of a container must do on purpose) goes on, past its deadline, all that time.
 */
const GRACE_SECONDS: Readonly<Record<JobPurpose, number>> = { revert: 10, rehearse: 1, probe: 1, relay: 1 };

/** The cluster autoscaler's own word for "do not empty this node while the Pod runs". */
const STAY = { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" };

/**
 * A day for reverts: a failed one is read by people, perhaps the next morning, and the time counts for both endings.
 * The others are removed by us; a minute is for when we were killed before that.
 */
const KEPT_SECONDS: Readonly<Record<JobPurpose, number>> = { revert: 86_400, rehearse: 60, probe: 60, relay: 60 };
