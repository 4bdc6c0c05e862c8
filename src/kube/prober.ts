import type { Place, Probe, Prober } from "../ports/image.ts";
import type { StandIns } from "../ports/rehearsal.ts";
import type { Kube } from "./connection/client.ts";
import type { JobRan } from "./job/await.ts";
import type { JobRef } from "./job/create.ts";
import type { JobOptions } from "./job/options.ts";
import type { JobEnd } from "./job/pod-trouble.ts";
import type { V1Job } from "@kubernetes/client-node";
import { failure } from "../errors.ts";
import { createMask } from "../mask.ts";
import { awaitJob } from "./job/await.ts";
import { insist, unlessAborted } from "./job/insist.ts";
import { jobName, randomSuffix } from "./job/labels.ts";
import { readWholeLog } from "./job/log.ts";
import { interruption } from "./job/options.ts";
import { withPassingJob } from "./job/passing.ts";
import { readJobSource } from "./job/source.ts";
import { jobOf } from "./job/spec.ts";
import { wordsOf } from "./job/words.ts";

/** Looks into images by short Jobs, each removed again whatever happens. */
export function createProber(kube: Kube, options: JobOptions): Prober {
  return { look: async (place, probe) => lookInto(kube, options, { place, probe }) };
}

/** What is looked for, and what the container is told in the place of its own variables. */
export interface Look<T> {
  readonly place: Place;
  readonly probe: Probe<T>;
  readonly standIns?: StandIns;
}

/** @throws image-not-readable, and what the probe's `parse` throws; not-permitted, cluster-unreachable, interrupted */
export async function lookInto<T>(kube: Kube, options: JobOptions, look: Look<T>): Promise<T> {
  const { place, probe, standIns } = look;
  const { stop, abandon } = options.interrupts;
  const signal = AbortSignal.any([stop, abandon]);
  if (signal.aborted) throw interruption(signal, "interrupted before a probe Job was started");
  const looking: Looking = { ...look, options, name: jobName(place.workload, "probe", randomSuffix()), signal };
  const job = await probeJob(kube, looking);
  options.tell({ kind: "doing", text: `starting a short read-only Job, ${describe(looking)}` });
  return withPassingJob(kube, { job, standIns, signal, tell: options.tell }, async (created) => {
    try {
      return probe.parse(await outputOf(kube, created, looking));
    } catch (error) {
      if (signal.aborted) throw interruption(signal, `interrupted during a look into an image, ${describe(looking)}`);
      throw error;
    }
  });
}

interface Looking extends Look<unknown> {
  readonly name: string;
  readonly options: JobOptions;
  readonly signal: AbortSignal;
}

async function probeJob(kube: Kube, { name, place, probe, standIns }: Looking): Promise<V1Job> {
  const { purpose: subject, command, needs } = probe;
  const source = await readJobSource(kube, place);
  return jobOf({
    ...source,
    name,
    place,
    command,
    ...(standIns && { standIns: { secret: name, names: [...standIns.keys()] } }),
    purpose: "probe",
    needs,
    subject,
    deadlineSeconds: DEADLINE_SECONDS,
  });
}

/** Standard output and error together, which is all that a container's log has. */
async function outputOf(kube: Kube, job: JobRef, looking: Looking): Promise<string> {
  const { place, options, signal } = looking;
  const { container } = place;
  const { tell } = options;
  const ran = await awaitJob(kube, job, {
    container,
    deadlineSeconds: DEADLINE_SECONDS,
    onLine: null,
    tell,
    abandon: signal,
  });
  const { end, pod, started } = ran;
  if (pod === undefined) throw toldNothing(end.kind === "exited" ? { ...ran, end: UNSEEN } : ran, looking, "");
  const at = { namespace: place.workload.namespace, pod: pod.metadata?.name ?? "", container };
  const log = (): Promise<string> => insist(() => readWholeLog(kube, at));
  if (end.kind === "exited" && end.exitCode === 0) return unlessAborted(signal, log());
  throw toldNothing(ran, looking, started ? await log().catch(() => "") : "");
}

function toldNothing(ran: JobRan, { place, probe, options }: Looking, log: string): Error {
  const image = imageOf(place);
  const lastLines = log.split("\n").filter((line) => line !== "");
  const mask = createMask(options.secretsOf());
  const { clause, facts, next } = wordsOf(ran, {
    image,
    deadlineSeconds: DEADLINE_SECONDS,
    lastLines,
    mask,
    purpose: "probe",
    kept: false,
  });
  const summary = `the probe Job on image ${image} (${probe.purpose}) told nothing: ${clause}`;
  return failure("image-not-readable", summary, { facts, next });
}

function describe({ name, place, probe }: Looking): string {
  return `job/${name} from image ${imageOf(place)}: ${probe.purpose}`;
}

function imageOf({ revision, container }: Place): string {
  return revision.containers.find(({ name }) => name === container)?.image ?? container;
}

const UNSEEN: JobEnd = { kind: "lost", message: "the Job ended, but its Pod was gone before it could be seen" };

/** A look takes a second or two; the rest is for pulling the image. */
const DEADLINE_SECONDS = 120;
