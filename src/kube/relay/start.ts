import type { Command, Place } from "../../ports/image.ts";
import type { Kube } from "../connection/client.ts";
import type { JobRan } from "../job/await.ts";
import type { JobRef } from "../job/create.ts";
import type { JobOptions } from "../job/options.ts";
import type { JobSource } from "../job/source.ts";
import type { TunnelTarget } from "../tunnel/target.ts";
import type { FarEnd } from "./command.ts";
import { posix } from "node:path";
import type { V1Job } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { createMask } from "../../mask.ts";
import { choose } from "../../model/trouble.ts";
import { ask, askIfPresent } from "../api-error.ts";
import { awaitJob } from "../job/await.ts";
import { createJob, podsOf } from "../job/create.ts";
import { shownImage } from "../job/image.ts";
import { jobName, randomSuffix } from "../job/labels.ts";
import { interruption } from "../job/options.ts";
import { removePassingJob } from "../job/passing.ts";
import { readJobSource } from "../job/source.ts";
import { jobOf } from "../job/spec.ts";
import { wordsOf } from "../job/words.ts";
import { relayCommands, relayPortIn } from "./command.ts";

/** In which image a relay runs, and where it leads. */
export interface Relaying extends FarEnd {
  readonly place: Place;
}

/** A relay that was heard to listen. */
export interface Started {
  readonly job: JobRef;
  readonly target: TunnelTarget;
}

/**
 * Its Pod has none of the container's variables, no Secret and no token: the address is all that it is told.
 * @param relaying `signal` ends the waiting
 * @throws image-not-readable, not-permitted, cluster-unreachable, interrupted, terminated: then there is no Job left
 */
export async function startRelay(
  kube: Kube,
  options: JobOptions,
  relaying: Relaying & { readonly signal: AbortSignal },
): Promise<Started> {
  const { place, signal } = relaying;
  if (signal.aborted) throw interruption(signal, "interrupted before a relay Job was started");
  const source = await readJobSource(kube, place);
  for (const command of likelyFirst(relayCommands(relaying), source)) {
    const started = await attempt(kube, { ...relaying, options, source, command });
    if (started !== "no such program") return started;
  }
  const next = [choose("--database-url-file FILE", "another way to the same database from here")];
  throw failure("image-not-readable", `image ${shownImage(place)} has no program that could be a relay`, { next });
}

export async function isRunning(kube: Kube, { target: { namespace, pod } }: Started): Promise<boolean> {
  const asked = { verb: "get", resource: "pods", namespace, name: pod };
  const found = await askIfPresent(kube, asked, () => kube.core.readNamespacedPod({ namespace, name: pod }));
  return found?.status?.phase === "Running" && found.metadata?.deletionTimestamp === undefined;
}

/** What the template starts is surely in the image. */
function likelyFirst(commands: readonly Command[], { template }: JobSource): readonly Command[] {
  const { containers = [], initContainers = [] } = template.spec ?? {};
  const words = [...containers, ...initContainers].flatMap(({ command = [], args = [] }) => [...command, ...args]);
  const named = new Set(words.map((word) => posix.basename(word)));
  const isNamed = ({ argv: [program = ""] }: Command): boolean => named.has(program);
  return [...commands.filter(isNamed), ...commands.filter((command) => !isNamed(command))];
}

interface Attempt extends Relaying {
  readonly source: JobSource;
  readonly command: Command;
  readonly options: JobOptions;
  readonly signal: AbortSignal;
}

async function attempt(kube: Kube, asked: Attempt): Promise<Started | "no such program"> {
  const { place, host, signal, options } = asked;
  const name = jobName(place.workload, "relay", randomSuffix());
  const job = jobFor(name, asked);
  const text = `starting job/${name} from image ${shownImage(place)}, a way to ${host} for this run`;
  options.tell({ kind: "doing", text });
  const created = await createJob(kube, job);
  const remove = async (): Promise<void> => removePassingJob(kube, created, { tell: options.tell, signal });
  try {
    const port = await listeningPort(kube, created, asked);
    if (port === "no such program") {
      await remove();
      return port;
    }
    const { namespace } = created;
    return { job: created, target: { namespace, port, pod: await podNameOf(kube, created) } };
  } catch (error) {
    await remove();
    throw signal.aborted ? interruption(signal, `interrupted while job/${name} was being started`) : (error as Error);
  }
}

function jobFor(name: string, { place, host, port, source, command }: Attempt): V1Job {
  return jobOf({
    ...source,
    name,
    place,
    command,
    purpose: "relay",
    needs: "nothing",
    subject: `a way to ${host}:${port}`,
    deadlineSeconds: DEADLINE_SECONDS,
  });
}

/** Waits for the line that names the port; no longer than for that is the Job watched. */
async function listeningPort(
  kube: Kube,
  job: JobRef,
  { place, options, signal }: Attempt,
): Promise<number | "no such program"> {
  const lines: string[] = [];
  const heard = Promise.withResolvers<number>();
  const enough = new AbortController();
  const ended = awaitJob(kube, job, {
    container: place.container,
    deadlineSeconds: START_SECONDS,
    onLine: (line) => {
      lines.push(line);
      const port = relayPortIn(line);
      if (port !== undefined) heard.resolve(port);
    },
    tell: options.tell,
    abandon: AbortSignal.any([signal, enough.signal]),
  });
  try {
    const first = await Promise.race([heard.promise, ended]);
    if (typeof first === "number") return first;
    if (first.end.kind === "no-runtime") return "no such program";
    throw doesNotRun(first, { place, options, lines });
  } finally {
    enough.abort();
    ended.catch(() => undefined);
  }
}

function doesNotRun(
  ran: JobRan,
  { place, options, lines }: Pick<Attempt, "place" | "options"> & { readonly lines: readonly string[] },
): Error {
  const image = shownImage(place);
  const mask = createMask(options.secretsOf());
  const around = {
    image,
    deadlineSeconds: START_SECONDS,
    lastLines: lines,
    mask,
    purpose: "relay",
    kept: false,
  } as const;
  const { clause, facts } = wordsOf(ran, around);
  return failure("image-not-readable", `no relay runs in image ${image}: ${clause}`, { facts });
}

async function podNameOf(kube: Kube, { name, namespace }: JobRef): Promise<string> {
  const asked = { verb: "list", resource: "pods", namespace };
  const { items } = await ask(kube, asked, () =>
    kube.core.listNamespacedPod({ namespace, labelSelector: podsOf(name) }),
  );
  return items[0]?.metadata?.name ?? "";
}

/** It takes a second or two; the rest is for pulling the image. */
const START_SECONDS = 120;

/** Only for a relay that nobody ends and that does not end by itself. */
const DEADLINE_SECONDS = 86_400;
