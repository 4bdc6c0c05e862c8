import type { Mask } from "../../mask.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { JobRan } from "./await.ts";
import type { JobPurpose } from "./labels.ts";
import type { JobEnd } from "./pod-trouble.ts";
import { choose, edit, run } from "../../model/trouble.ts";

/** How a Job ended, for people: a clause that follows a colon, what was seen, what to type next. Masked. */
export interface EndWords {
  readonly clause: string;
  readonly facts: readonly string[];
  readonly next: readonly NextAction[];
}

export interface JobCircumstances {
  readonly image: string;
  readonly deadlineSeconds: number;
  readonly lastLines: readonly string[];
  readonly purpose: JobPurpose;
  readonly mask: Mask;
  /** Whether the Job is still there to be looked at. */
  readonly kept: boolean;
}

export function wordsOf(ran: JobRan, around: JobCircumstances): EndWords {
  const { end, job, pod, events } = ran;
  const { image, lastLines, mask, kept, purpose } = around;
  const where = `job/${job.name} in namespace ${job.namespace}, image ${image}`;
  const node = pod?.spec?.nodeName;
  const placed = node === undefined ? where : `${where}, node ${node}`;
  const log = lastLines.slice(-QUOTED_LINES).map((line) => `log: ${line}`);
  const facts = [placed, ...detailOf(end), ...log, ...events].map(mask);
  const look = kept ? [lookAt(end, job)] : [];
  return { clause: mask(clauseOf(ran, around)), facts, next: [...look, ...remedyOf(end, job, purpose)] };
}

function clauseOf({ end, started }: JobRan, { image, deadlineSeconds }: JobCircumstances): string {
  switch (end.kind) {
    case "exited":
      return exitClause(end);
    case "pull-failed":
      return `image ${image} cannot be pulled (${end.reason})`;
    case "unschedulable":
      return "no node takes the Job's Pod";
    case "no-runtime":
      return "the Job's container could not be started";
    case "not-started":
      return `the Job's container could not be created (${end.reason})`;
    case "no-pod":
      return "the cluster refuses the Job's Pod";
    case "deadline":
      return `the Job did not ${started ? "end" : "start"} within ${deadlineSeconds} s`;
    case "lost":
      return "the Job's Pod was lost";
  }
}

/** 128 and a signal's number is how the kernel's verdict is told: 9 is KILL, 15 is TERM. */
function exitClause({ exitCode, reason }: JobEnd & { readonly kind: "exited" }): string {
  if (reason === "OOMKilled")
    return `the Job needed more memory than its limit and was killed (exit code ${exitCode}, OOMKilled)`;
  if (exitCode === 137) return "the Job was killed (exit code 137)";
  return `the Job exited with code ${exitCode}`;
}

function detailOf(end: JobEnd): readonly string[] {
  switch (end.kind) {
    case "exited":
      return [];
    case "deadline":
      return [`last seen: ${end.doing}`];
    case "pull-failed":
    case "unschedulable":
    case "no-runtime":
    case "not-started":
    case "no-pod":
    case "lost":
      return end.message.trim() === "" ? [] : [`the cluster says: ${end.message.trim()}`];
  }
}

/** A Job past its deadline has deleted its Pod, and with it the log. */
function lookAt(end: JobEnd, { name, namespace }: JobRan["job"]): NextAction {
  if (end.kind === "exited") return run(`kubectl logs job/${name} -n ${namespace}`, "shows its whole log");
  return run(`kubectl describe job/${name} -n ${namespace}`, "shows what the cluster did with it");
}

function remedyOf(end: JobEnd, { namespace }: JobRan["job"], purpose: JobPurpose): readonly NextAction[] {
  if (end.kind === "no-pod" && end.message.includes("exceeded quota")) {
    return [run(`kubectl describe quota -n ${namespace}`, "shows what is used up")];
  }
  const isBlind = end.kind === "no-runtime" || end.kind === "deadline";
  return purpose === "probe" && isBlind ? WITHOUT_A_LOOK : REMEDIES[end.kind];
}

const REMEDIES: Readonly<Record<JobEnd["kind"], readonly NextAction[]>> = {
  exited: [],
  lost: [],
  deadline: [choose("--job-timeout 30m", "if it only needs longer")],
  "pull-failed": [edit("the registry, or the workload's pull secret", "the nodes must be able to pull this image")],
  unschedulable: [run("kubectl describe nodes", "shows what the nodes have left, and their taints")],
  "no-runtime": [choose("--down-command CMD", "a program that this image has")],
  "not-started": [edit("what the message names", "the revision's own Pods need it as well")],
  "no-pod": [choose("--job-label KEY=VALUE", "if a policy of this cluster asks for labels")],
};

const WITHOUT_A_LOOK = [
  choose("--to-migration NAME", "the last migration to keep, so that the image need not be asked"),
];

const QUOTED_LINES = 15;
