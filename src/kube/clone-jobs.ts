import type { Tried } from "../model/tried.ts";
import type { Command, Place } from "../ports/image.ts";
import type { CloneJobs, StandIns } from "../ports/rehearsal.ts";
import type { Kube } from "./connection/client.ts";
import type { JobRan } from "./job/await.ts";
import type { JobRef } from "./job/create.ts";
import type { JobOptions } from "./job/options.ts";
import type { V1Job } from "@kubernetes/client-node";
import { createMask } from "../mask.ts";
import { HELD_BACK } from "../model/tried.ts";
import { awaitJob } from "./job/await.ts";
import { shownImage } from "./job/image.ts";
import { jobName, randomSuffix } from "./job/labels.ts";
import { interruption } from "./job/options.ts";
import { withPassingJob } from "./job/passing.ts";
import { readJobSource } from "./job/source.ts";
import { jobOf } from "./job/spec.ts";
import { toldLog } from "./job/told-log.ts";
import { wordsOf } from "./job/words.ts";
import { lookInto } from "./prober.ts";

/**
 * Jobs of an image whose container is told of a copy instead of the live database. Each has a Secret of its own with what
 * it is told, and both are gone once it has ended. A signal ends a running one: the copy is of no more use then.
 */
export function createCloneJobs(kube: Kube, options: JobOptions): CloneJobs {
  return {
    prove: async (place, standIns, probe) => {
      await lookInto(kube, options, { place, probe, standIns });
      return { run: async (command, subject) => run(kube, options, { place, standIns, command, subject }) };
    },
  };
}

interface Asked {
  readonly place: Place;
  readonly standIns: StandIns;
  readonly command: Command;
  readonly subject: string;
}

async function run(kube: Kube, options: JobOptions, asked: Asked): Promise<Tried> {
  const { place, standIns, subject } = asked;
  const { stop, abandon } = options.interrupts;
  const signal = AbortSignal.any([stop, abandon]);
  if (signal.aborted) throw interruption(signal, `interrupted before ${subject} was rehearsed`);
  const name = jobName(place.workload, "rehearse", randomSuffix());
  const job = await jobFor(kube, name, asked);
  options.tell({ kind: "doing", text: `starting job/${name} from image ${shownImage(place)}, on the clone` });
  return withPassingJob(kube, { job, standIns, signal, tell: options.tell }, async (created) =>
    triedIn(kube, created, { ...asked, options, signal }),
  );
}

async function jobFor(kube: Kube, name: string, { place, standIns, command, subject }: Asked): Promise<V1Job> {
  const source = await readJobSource(kube, place);
  return jobOf({
    ...source,
    name,
    place,
    command,
    standIns: { secret: name, names: [...standIns.keys()] },
    purpose: "rehearse",
    needs: "database",
    subject,
    deadlineSeconds: place.settings.jobTimeoutSeconds.value,
  });
}

interface Running extends Asked {
  readonly options: JobOptions;
  readonly signal: AbortSignal;
}

async function triedIn(kube: Kube, job: JobRef, { place, subject, options, signal }: Running): Promise<Tried> {
  const { container, settings } = place;
  const deadlineSeconds = settings.jobTimeoutSeconds.value;
  const mask = createMask(options.secretsOf());
  const { onLine, lastLines } = toldLog(job.name, { tell: options.tell, mask }, REMEMBERED_LINES);
  const waiting = { container, deadlineSeconds, onLine, tell: options.tell, abandon: signal };
  const ran = await awaitJob(kube, job, waiting).catch((error: unknown) => {
    throw signal.aborted ? interruption(signal, `interrupted while ${subject} was rehearsed`) : (error as Error);
  });
  const seconds = secondsOf(ran, container);
  const { kind } = ran.end;
  if (ran.end.kind === "exited" && ran.end.exitCode === 0) return { kind: "ran", seconds };
  if (ran.end.kind === "exited" && ran.end.exitCode === HELD_BACK)
    return { kind: "unknown", because: lastLines.findLast((line) => line.trim() !== "") ?? "it was held back" };
  const around = {
    image: shownImage(place),
    deadlineSeconds,
    lastLines: tellingLines(lastLines),
    purpose: "rehearse",
    mask,
    kept: false,
  } as const;
  const { clause, facts } = wordsOf(ran, around);
  const because = [clause, ...facts.slice(1)].join("; ");
  const isItsOwn = kind === "exited" || kind === "deadline";
  return isItsOwn ? { kind: "refused", because, seconds } : { kind: "unknown", because };
}

/**
 * Of a long log what tells most: what speaks of an error, else its end. Frames of a stack tell the least, and a database's
 * detail may quote rows.
 */
function tellingLines(lines: readonly string[]): readonly string[] {
  const said = lines.map((line) => line.trim()).filter((line) => line !== "" && !FRAME.test(line) && !ROW.test(line));
  const errors = said.filter((line) => ERROR.test(line));
  return [...new Set(errors.length > 0 ? errors : said)].slice(-QUOTED_LINES);
}

/** How long the container ran, in whole seconds as the cluster counts them; 0 where it never did. */
function secondsOf({ pod }: JobRan, container: string): number {
  const { state } = pod?.status?.containerStatuses?.find(({ name }) => name === container) ?? {};
  const { startedAt, finishedAt } = state?.terminated ?? {};
  return startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1000 : 0;
}

/** In JavaScript, Python, Ruby and PHP. */
const FRAME = /^(?:at |File "|from |#\d+ |\S+:\d+:in )/;

const ROW = /^detail:|\)=\(/i;

const ERROR = /error|exception|fail|cannot|could not|denied|refused|does not exist/i;

const REMEMBERED_LINES = 100;

const QUOTED_LINES = 3;
