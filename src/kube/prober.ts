import type { Place, Probe, Prober } from "../ports.ts";
import type { Kube } from "./client.ts";
import type { JobOptions } from "./job-options.ts";
import type { JobRan } from "./run-job.ts";
import type { V1Job } from "@kubernetes/client-node";
import { SafeRollbackError, failure } from "../errors.ts";
import { createMask } from "../mask.ts";
import { insist, unlessAborted } from "./insist.ts";
import { jobName, randomSuffix } from "./job-labels.ts";
import { readWholeLog } from "./job-log.ts";
import { interruption } from "./job-options.ts";
import { removeJob } from "./job-removal.ts";
import { readJobSource } from "./job-source.ts";
import { jobOf } from "./job-spec.ts";
import { wordsOf } from "./job-words.ts";
import { hasStarted } from "./pod-trouble.ts";
import { runJob } from "./run-job.ts";

/** Looks into images by short Jobs, each removed again whatever happens. */
export function createProber(kube: Kube, options: JobOptions): Prober {
  return {
    async look(place, probe) {
      const { stop, abandon } = options.interrupts;
      const signal = AbortSignal.any([stop, abandon]);
      if (signal.aborted) throw interruption(signal, "interrupted before a probe Job was started");
      const looking: Looking = {
        place,
        probe,
        options,
        name: jobName(place.workload, "probe", randomSuffix()),
        signal,
      };
      const job = await probeJob(kube, looking);
      options.tell({ kind: "doing", text: `starting a short read-only Job, ${describe(looking)}` });
      try {
        return probe.parse(await outputOf(kube, job, looking));
      } catch (error) {
        if (signal.aborted) throw interruption(signal, `interrupted during a look into an image, ${describe(looking)}`);
        throw error;
      } finally {
        await remove(kube, { name: looking.name, namespace: place.workload.namespace }, options);
      }
    },
  };
}

interface Looking {
  readonly name: string;
  readonly place: Place;
  readonly probe: Probe<unknown>;
  readonly options: JobOptions;
  readonly signal: AbortSignal;
}

async function probeJob(kube: Kube, { name, place, probe }: Looking): Promise<V1Job> {
  const { purpose: subject, command, needs } = probe;
  const source = await readJobSource(kube, place);
  return jobOf({
    ...source,
    name,
    place,
    command,
    purpose: "probe",
    needs,
    subject,
    deadlineSeconds: DEADLINE_SECONDS,
  });
}

/** Standard output and error together, which is all that a container's log has. */
async function outputOf(kube: Kube, job: V1Job, looking: Looking): Promise<string> {
  const { place, options, signal } = looking;
  const { container } = place;
  const { tell } = options;
  const ran = await runJob(kube, {
    job,
    container,
    deadlineSeconds: DEADLINE_SECONDS,
    onLine: null,
    tell,
    abandon: signal,
  });
  const { end, pod } = ran;
  const at = { namespace: place.workload.namespace, pod: pod?.metadata?.name ?? "", container };
  const started = pod !== undefined && hasStarted(pod, container);
  if (end.kind === "exited" && end.exitCode === 0)
    return unlessAborted(
      signal,
      insist(() => readWholeLog(kube, at)),
    );
  const log = started ? await readWholeLog(kube, at).catch(() => "") : "";
  throw toldNothing(ran, looking, log);
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

/** What we know must not be hidden by what went wrong with clearing up. */
async function remove(
  kube: Kube,
  job: { readonly name: string; readonly namespace: string },
  { tell }: JobOptions,
): Promise<void> {
  try {
    await removeJob(kube, job);
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    const command = `kubectl delete job/${job.name} -n ${job.namespace}`;
    const text = `job/${job.name} could not be removed (${error.message}); it ends by itself, or by: ${command}`;
    tell({ kind: "warning", text });
  }
}

function describe({ name, place, probe }: Looking): string {
  return `job/${name} from image ${imageOf(place)}: ${probe.purpose}`;
}

function imageOf({ revision, container }: Place): string {
  return revision.containers.find(({ name }) => name === container)?.image ?? container;
}

/** A look takes a second or two; the rest is for pulling the image. */
const DEADLINE_SECONDS = 120;
