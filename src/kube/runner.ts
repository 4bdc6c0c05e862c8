import type { Mask } from "../mask.ts";
import type { Place, Runner } from "../ports/image.ts";
import type { Kube } from "./connection/client.ts";
import type { JobRan } from "./job/await.ts";
import type { JobOptions } from "./job/options.ts";
import type { V1Job } from "@kubernetes/client-node";
import { failure } from "../errors.ts";
import { createMask } from "../mask.ts";
import { run } from "../model/trouble.ts";
import { awaitJob } from "./job/await.ts";
import { createJob } from "./job/create.ts";
import { shownImage } from "./job/image.ts";
import { jobName, randomSuffix } from "./job/labels.ts";
import { endLeftovers } from "./job/leftovers.ts";
import { interruption } from "./job/options.ts";
import { readJobSource } from "./job/source.ts";
import { jobOf } from "./job/spec.ts";
import { toldLog } from "./job/told-log.ts";
import { wordsOf } from "./job/words.ts";

/**
 * Runs downs in Jobs of the leaving image. The first signal lets a running one finish, because a down that is killed
 * half-way is worse than one that was waited for; the second leaves it alone.
 */
export function createRunner(kube: Kube, options: JobOptions): Runner {
  return {
    async run(place, command, subject) {
      const { stop } = options.interrupts;
      const name = jobName(place.workload, "revert", randomSuffix());
      if (stop.aborted) throw interruption(stop, `interrupted before ${subject} was reverted`);
      const { template, selector } = await readJobSource(kube, place);
      const deadlineSeconds = place.settings.jobTimeoutSeconds.value;
      const job = jobOf({
        name,
        place,
        template,
        selector,
        command,
        purpose: "revert",
        needs: "database",
        subject,
        deadlineSeconds,
      });
      const reverting: Reverting = {
        place,
        name,
        subject,
        deadlineSeconds,
        image: shownImage(place),
        mask: createMask(options.secretsOf()),
      };
      const wait = (): void => options.tell({ kind: "warning", text: patience(reverting) });
      stop.addEventListener("abort", wait, { once: true });
      try {
        await revert(kube, job, { reverting, options });
      } finally {
        stop.removeEventListener("abort", wait);
      }
    },
  };
}

interface Reverting {
  readonly place: Place;
  readonly name: string;
  readonly subject: string;
  readonly deadlineSeconds: number;
  readonly image: string;
  readonly mask: Mask;
}

async function revert(
  kube: Kube,
  job: V1Job,
  { reverting, options }: { readonly reverting: Reverting; readonly options: JobOptions },
): Promise<void> {
  const { place, name, image, mask, deadlineSeconds } = reverting;
  const { tell } = options;
  const { abandon } = options.interrupts;
  const { container } = place;
  const { onLine, lastLines } = toldLog(name, { tell, mask }, REMEMBERED_LINES);
  tell({ kind: "doing", text: `starting job/${name} from image ${image}` });
  const created = await createJob(kube, job);
  const waiting = { container, deadlineSeconds, onLine, tell, abandon };
  const ran = await awaitJob(kube, created, waiting).catch((error: unknown) => {
    throw abandon.aborted ? abandoned(abandon, reverting) : (error as Error);
  });
  const left = await endLeftovers(kube, ran, container);
  if (ran.end.kind !== "exited" || ran.end.exitCode !== 0) throw stepFailed(ran, reverting, { ...left, lastLines });
  for (const text of left.facts) tell({ kind: "warning", text });
  tell({ kind: "done", text: `job/${name} exited with code 0` });
}

function stepFailed(
  ran: JobRan,
  reverting: Reverting,
  left: { readonly kept: boolean; readonly facts: readonly string[]; readonly lastLines: readonly string[] },
): Error {
  const { subject } = reverting;
  const { clause, facts, next } = wordsOf(ran, { ...reverting, ...left, purpose: "revert" });
  const undetermined = `whether ${subject} was reverted is undetermined until the ledger is read`;
  const open = MAY_HAVE_WORKED.has(ran.end.kind) ? [undetermined] : [];
  return failure("step-failed", `reverting ${subject} failed: ${clause}`, {
    facts: [...facts, ...left.facts, ...open],
    next,
  });
}

function patience({ name, subject, deadlineSeconds }: Reverting): string {
  return `waiting for job/${name}, which is reverting ${subject}, to end (at most ${deadlineSeconds} s); it is not killed, and nothing else will be started. A second Ctrl-C leaves it to itself`;
}

function abandoned(signal: AbortSignal, { name, subject, place }: Reverting): Error {
  const job = `job/${name} -n ${place.workload.namespace}`;
  return interruption(
    signal,
    `interrupted: job/${name}, which reverts ${subject}, was left to itself and may still run`,
    {
      facts: [`whether ${subject} was reverted is undetermined until the Job has ended and the ledger is read`],
      next: [
        run(`kubectl get ${job}`, "shows whether it has ended"),
        run(`kubectl logs -f ${job}`, "shows what it does"),
      ],
    },
  );
}

/** The command may have run, in full or in part, even where we did not see it start. */
const MAY_HAVE_WORKED: ReadonlySet<JobRan["end"]["kind"]> = new Set(["exited", "deadline", "lost"]);

const REMEMBERED_LINES = 50;
