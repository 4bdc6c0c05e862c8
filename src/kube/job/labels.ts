import type { WorkloadRef } from "../../model/workload.ts";
import { randomInt } from "node:crypto";

/** What a Job of ours is for: a revert changes the database, a rehearsal a copy of it, a probe only looks, a relay passes on. */
export type JobPurpose = "revert" | "rehearse" | "probe" | "relay";

const MANAGED_BY = "app.kubernetes.io/managed-by";
const PRODUCT = "safe-rollback";
/** Holds the Deployment's uid: a name may be longer than a label's value, and may be used again. */
const WORKLOAD_LABEL = "safe-rollback.io/workload";
const PURPOSE_LABEL = "safe-rollback.io/purpose";
/** On the Job: the migration's name, or what a probe looks for. Too long and too free for a label. */
export const SUBJECT_ANNOTATION = "safe-rollback.io/subject";

/** The labels by which our own Jobs are found again. */
export function jobLabels(workload: { readonly uid: string }, purpose: JobPurpose): Readonly<Record<string, string>> {
  return { [MANAGED_BY]: PRODUCT, [WORKLOAD_LABEL]: workload.uid, [PURPOSE_LABEL]: purpose };
}

/** A label selector, as the API takes it, for our Jobs of one workload. */
export function jobSelector(workload: { readonly uid: string }, purpose: JobPurpose): string {
  return Object.entries(jobLabels(workload, purpose))
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

/**
 * A new name for every attempt, so that a failed Job can be kept: workload, purpose and a random suffix.
 * At most 57 characters, so that the Pod's name (the Job's, a dash and five more) is a DNS label too.
 * @param random five or so characters of `[a-z0-9]`
 */
export function jobName(workload: Pick<WorkloadRef, "name">, purpose: JobPurpose, random: string): string {
  const tail = `-${purpose}-${random}`;
  const head = workload.name
    .replaceAll(".", "-")
    .slice(0, LONGEST_NAME - tail.length)
    .replace(/-+$/, "");
  return `${head}${tail}`;
}

/** Six characters of those that Kubernetes itself uses in names: no vowels, so no words. */
export function randomSuffix(): string {
  return Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

const LONGEST_NAME = 57;
