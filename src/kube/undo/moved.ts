import type { Plan } from "../../model/plan.ts";
import type { Revision, Workload } from "../../model/workload.ts";

/** What there is now. `returning` is undefined when its ReplicaSet is gone or no revision any more. */
export interface SeenNow {
  readonly workload: Workload;
  readonly returning: Revision | undefined;
}

/** What the undo relies on and is not as the plan saw it, each as "was → is"; empty when nothing moved. */
export function movedSince(plan: Plan, { workload, returning }: SeenNow): readonly string[] {
  return [...workloadMoves(plan, workload), ...returningMoves(plan, returning)];
}

function workloadMoves(plan: Plan, now: Workload): readonly string[] {
  const was = plan.workload;
  // Another object of the same name: its numbers mean nothing in comparison.
  if (now.uid !== was.uid) return [`the workload was replaced by another of its name: uid ${was.uid} → ${now.uid}`];
  const template = now.templateHash === plan.leaving.templateHash ? [] : [templateMove(plan, now)];
  return [...change("generation", was.generation, now.generation), ...template, ...(now.paused ? [PAUSED] : [])];
}

function templateMove({ leaving, returning }: Plan, { templateHash }: Workload): string {
  const was = `that of revision ${leaving.revision} (${leaving.image})`;
  const isReturning = templateHash === returning.templateHash;
  const is = isReturning ? `that of revision ${returning.revision} (${returning.image})` : `hash ${templateHash}`;
  return `the pod template: ${was} → ${is}`;
}

function returningMoves({ returning: was }: Plan, now: Revision | undefined): readonly string[] {
  if (now === undefined) return [`ReplicaSet ${was.name} (revision ${was.revision}): there → gone`];
  const of = `of ReplicaSet ${was.name}`;
  return [
    ...change(`uid ${of}`, was.uid, now.uid),
    ...change(`revision number ${of}`, was.revision, now.number),
    ...change(`template hash ${of}`, was.templateHash, now.templateHash),
  ];
}

function change(what: string, was: string | number, is: string | number): readonly string[] {
  return was === is ? [] : [`${what}: ${was} → ${is}`];
}

const PAUSED = "paused: no → yes";
