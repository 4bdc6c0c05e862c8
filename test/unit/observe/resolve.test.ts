import type { Request } from "../../../src/model/request.ts";
import type { Revision, Workload } from "../../../src/model/workload.ts";
import type { ClusterReader } from "../../../src/ports/cluster.ts";
import { describe, expect, it } from "vitest";
import { SafeRollbackError } from "../../../src/errors.ts";
import { resolve } from "../../../src/observe/resolve.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const given = situation({ ledger: "a", leaving: "a", returning: "a" });

function revision(number: number, templateHash: string, containers = ["app"]): Revision {
  return {
    ...given.leaving,
    number,
    name: `rs-${number}`,
    templateHash,
    containers: containers.map((name) => ({ name, image: `shop:${number}`, command: null, args: null, digests: [] })),
  };
}

interface Case {
  readonly name: string;
  readonly workload?: Partial<Workload>;
  readonly revisions?: readonly Revision[];
  readonly to?: number;
  readonly container?: string;
  readonly result: string;
}

async function tryResolve({ workload, revisions, to, container }: Case): Promise<string> {
  const seen: Workload = { ...given.workload, templateHash: "h3", defaultContainer: null, settings: {}, ...workload };
  const cluster: ClusterReader = {
    ...fakeWorld(given).world.cluster,
    workload: async () => seen,
    revisions: async () => revisions ?? [revision(1, "h1"), revision(2, "h2"), revision(3, "h3")],
  };
  const request: Request = {
    target: { kind: "Deployment", namespace: "shop", name: "myapp" },
    toRevision: to ?? 0,
    ...(container !== undefined && { container }),
    dryRun: "none",
    flags: {},
    consent: { yes: false, accept: [] },
  };
  return resolve(request, cluster).then(
    (found) => `${found.leaving.number} to ${found.returning.number}, ${found.container}`,
    (error: unknown) => (error instanceof SafeRollbackError ? error.trouble.code : "bug"),
  );
}

describe("resolve", () => {
  it.each<Case>([
    { name: "takes the second-highest revision number as previous", result: "3 to 2, app" },
    { name: "takes the revision that was named", to: 1, result: "3 to 1, app" },
    { name: "refuses a revision that is not there", to: 9, result: "revision-not-found" },
    {
      name: "refuses when there is no earlier revision",
      revisions: [revision(3, "h3")],
      result: "no-earlier-revision",
    },
    { name: "refuses a paused workload", workload: { paused: true }, result: "workload-paused" },
    {
      name: "is busy while the newest spec is not observed",
      workload: { observedGeneration: 1, generation: 2 },
      result: "busy",
    },
    { name: "is busy while no ReplicaSet has the newest template", workload: { templateHash: "h4" }, result: "busy" },
    {
      name: "leaves the revision that runs, not the highest number",
      workload: { templateHash: "h2" },
      to: 1,
      result: "2 to 1, app",
    },
    {
      name: "refuses to choose between two containers",
      revisions: [revision(2, "h2", ["app", "b"]), revision(3, "h3", ["app", "b"])],
      result: "container-not-chosen",
    },
    {
      name: "takes the container that was named",
      revisions: [revision(2, "h2", ["app", "b"]), revision(3, "h3", ["app", "b"])],
      container: "b",
      result: "3 to 2, b",
    },
    {
      name: "takes the default container",
      revisions: [revision(2, "h2", ["app", "b"]), revision(3, "h3", ["app", "b"])],
      workload: { defaultContainer: "b" },
      result: "3 to 2, b",
    },
    {
      name: "takes the container that the workload's annotation names",
      revisions: [revision(2, "h2", ["app", "b"]), revision(3, "h3", ["app", "b"])],
      workload: { settings: { container: "app" }, defaultContainer: "b" },
      result: "3 to 2, app",
    },
    { name: "refuses a container that is not there", container: "nope", result: "container-not-found" },
    {
      name: "refuses a revision without the image's container",
      revisions: [revision(2, "h2", ["old"]), revision(3, "h3")],
      result: "container-not-found",
    },
  ])("$name", async (row) => {
    expect(await tryResolve(row)).toBe(row.result);
  });
});
