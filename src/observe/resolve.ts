import type { Request } from "../model/request.ts";
import type { Revision, Workload } from "../model/workload.ts";
import type { ClusterReader } from "../ports/cluster.ts";
import { failure } from "../errors.ts";
import { choose, run } from "../model/trouble.ts";
import { describeWorkload } from "../model/workload.ts";

export interface Resolved {
  readonly workload: Workload;
  readonly leaving: Revision;
  readonly returning: Revision;
  readonly container: string;
}

/**
 * Words → the workload, the revision it runs, the one to return to, and the container whose image counts.
 * "Previous" is kubectl's own rule: the second-highest revision number, healthy or not.
 * @throws workload-not-found, workload-paused, busy, no-earlier-revision, revision-not-found,
 * container-not-chosen, container-not-found, and what reading the cluster throws
 */
export async function resolve(request: Request, cluster: ClusterReader): Promise<Resolved> {
  const workload = await cluster.workload(request.target);
  refuseUnsettled(workload);
  const revisions = await cluster.revisions(workload);
  const returning = returningOf(workload, revisions, request.toRevision);
  const leaving = runningOf(workload, revisions);
  const container = containerOf(request, workload, leaving);
  if (!returning.containers.some(({ name }) => name === container)) {
    throw failure(
      "container-not-found",
      `revision ${returning.number} of ${describeWorkload(workload)} has no container "${container}"`,
      {
        facts: [`its containers: ${namesOf(returning)}`],
        next: [
          choose("--container NAME", "a container that both revisions have"),
          choose("--to-revision N", "another revision"),
        ],
      },
    );
  }
  return { workload, leaving, returning, container };
}

function refuseUnsettled(workload: Workload): void {
  const name = describeWorkload(workload);
  if (workload.paused) {
    throw failure("workload-paused", `you cannot rollback a paused deployment: ${name} is paused`, {
      next: [run(`kubectl rollout resume ${name} -n ${workload.namespace}`, "then try again")],
    });
  }
  if (workload.observedGeneration < workload.generation) {
    throw failure("busy", `the controller has not yet observed the newest spec of ${name}`, {
      facts: [
        `generation ${workload.generation}, observed ${workload.observedGeneration}`,
        "until then the previous revision cannot be told",
      ],
      next: [run(`kubectl rollout status ${name} -n ${workload.namespace}`, "wait for it, then try again")],
    });
  }
}

function returningOf(workload: Workload, revisions: readonly Revision[], wanted: number): Revision {
  const name = describeWorkload(workload);
  const available = revisions.map(({ number }) => number).join(", ");
  if (wanted === 0) {
    const previous = revisions.at(-2);
    if (previous !== undefined) return previous;
    throw failure(
      "no-earlier-revision",
      `no rollout history found for ${name}: there is no earlier revision to return to`,
      {
        facts: [available === "" ? "no revision was found" : `revisions found: ${available}`],
        next: [
          run(
            `kubectl rollout history ${name} -n ${workload.namespace}`,
            "see what kubectl knows; revisionHistoryLimit bounds it",
          ),
        ],
      },
    );
  }
  const found = revisions.find(({ number }) => number === wanted);
  if (found !== undefined) return found;
  throw failure("revision-not-found", `unable to find specified revision ${wanted} in history of ${name}`, {
    facts: [`revisions found: ${available === "" ? "none" : available}`],
    next: [run(`kubectl safe-rollback history ${name} -n ${workload.namespace}`, "see the revisions and their images")],
  });
}

/** The revision whose template the workload asks for now. @throws busy */
export function runningOf(workload: Workload, revisions: readonly Revision[]): Revision {
  const running = revisions.findLast(({ templateHash }) => templateHash === workload.templateHash);
  if (running !== undefined) return running;
  throw failure("busy", `${describeWorkload(workload)} has no ReplicaSet for its newest template yet`, {
    facts: ["the revision to leave cannot be told before the controller has made it"],
    next: [
      run(
        `kubectl describe ${describeWorkload(workload)} -n ${workload.namespace}`,
        "see what the controller waits for",
      ),
    ],
  });
}

/** @throws container-not-found, container-not-chosen */
export function containerOf(request: Request, workload: Workload, leaving: Revision): string {
  const wanted = request.container ?? workload.settings["container"] ?? workload.defaultContainer;
  if (wanted !== null) {
    if (leaving.containers.some(({ name }) => name === wanted)) return wanted;
    throw failure("container-not-found", `${describeWorkload(workload)} has no container "${wanted}"`, {
      facts: [`its containers: ${namesOf(leaving)}`],
      next: [choose("--container NAME", "name one of them")],
    });
  }
  const [only, second] = leaving.containers;
  if (only !== undefined && second === undefined) return only.name;
  throw failure(
    "container-not-chosen",
    `${describeWorkload(workload)} has ${leaving.containers.length} containers, and none is marked as the default`,
    {
      facts: [`its containers: ${namesOf(leaving)}`],
      next: [choose("--container NAME", "the one whose image brings the migrations")],
    },
  );
}

function namesOf(revision: Revision): string {
  return revision.containers.map(({ name, image }) => `${name} (${image})`).join(", ");
}
