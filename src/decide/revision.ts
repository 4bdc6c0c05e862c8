import type { PlannedRevision } from "../model/plan.ts";
import type { Revision, RevisionContainer } from "../model/workload.ts";
import { failure } from "../errors.ts";

/** @throws container-not-found, where a situation was made without looking */
export function containerIn(revision: Revision, name: string): RevisionContainer {
  const found = revision.containers.find((container) => container.name === name);
  if (found !== undefined) return found;
  throw failure("container-not-found", `revision ${revision.number} has no container "${name}"`);
}

/** The digest is null when none was seen, and when more than one was: then it pins nothing. */
export function plannedRevision(revision: Revision, container: string): PlannedRevision {
  const { number, name, uid, templateHash } = revision;
  const { image, digests } = containerIn(revision, container);
  const [only, second] = digests;
  return {
    revision: number,
    name,
    uid,
    templateHash,
    image,
    digest: only !== undefined && second === undefined ? only : null,
  };
}
