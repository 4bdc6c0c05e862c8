import type { JobOptions } from "../../src/kube/job/options.ts";
import type { Progress } from "../../src/model/progress.ts";
import type { Trouble } from "../../src/model/trouble.ts";
import type { Command, Place } from "../../src/ports/image.ts";
import type { FakeKube, Fate } from "./fake-kube.ts";
import type { V1PodStatus, V1ReplicaSet } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../src/errors.ts";
import { revision, situation, workload } from "./builders.ts";
import { fakeKube } from "./fake-kube.ts";

export const PLACE: Place = {
  workload: workload(),
  revision: revision(2),
  container: "web",
  settings: situation().settings,
};

function replicaSet(command?: string[]): V1ReplicaSet {
  return {
    metadata: { name: "myapp-2", uid: "uid-of-myapp-2" },
    spec: {
      selector: { matchLabels: { app: "myapp", "pod-template-hash": "2" } },
      template: { spec: { containers: [{ name: "web", image: "myapp:v2", ...(command && { command }) }] } },
    },
  };
}

export const COMMAND: Command = { argv: ["node", "-e", "0"], environment: {} };

export function exited(exitCode: number, reason = "Error"): V1PodStatus {
  const state = { terminated: { exitCode, reason } };
  return { containerStatuses: [{ name: "web", image: "i", imageID: "", ready: false, restartCount: 0, state }] };
}

export const RUNNING: V1PodStatus = {
  containerStatuses: [{ name: "web", image: "i", imageID: "", ready: true, restartCount: 0, state: { running: {} } }],
};

export const REFUSED_IMAGE: V1PodStatus = {
  containerStatuses: [
    {
      name: "web",
      image: "myapp:v2",
      imageID: "",
      ready: false,
      restartCount: 0,
      state: { waiting: { reason: "ErrImageNeverPull", message: "not present" } },
    },
  ],
};

/** What the runtime says of an image without the program. */
export const WITHOUT_PROGRAM: V1PodStatus = {
  containerStatuses: [
    {
      name: "web",
      image: "myapp:v2",
      imageID: "",
      ready: false,
      restartCount: 0,
      state: { waiting: { reason: "RunContainerError", message: 'exec: "sh": executable file not found in $PATH' } },
    },
  ],
};

/** One act of an adapter that runs Jobs, in a cluster where they fare as it is said. */
export interface Act {
  readonly fake: FakeKube;
  readonly told: readonly Progress[];
  readonly result: unknown;
  /** The trouble it ended with, the Job's random name replaced by `JOB`. */
  readonly trouble: Trouble | undefined;
}

export type Work = (fake: FakeKube, options: JobOptions) => Promise<unknown>;

export async function act(
  fate: Fate,
  work: Work,
  signals: { readonly stop?: AbortSignal; readonly abandon?: AbortSignal } = {},
  command?: string[],
): Promise<Act> {
  const told: Progress[] = [];
  const fake = fakeKube(replicaSet(command), fate);
  const never = new AbortController().signal;
  const interrupts = { stop: signals.stop ?? never, abandon: signals.abandon ?? never };
  const options = {
    tell: (progress: Progress) => void told.push(progress),
    interrupts,
    secretsOf: () => ["swordfish"],
  };
  try {
    const result = await work(fake, options);
    return { fake, told: anonymous(told), result, trouble: undefined };
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    return { fake, told: anonymous(told), result: undefined, trouble: anonymous(error.trouble) };
  }
}

function anonymous<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll(/myapp-(revert|rehearse|probe|relay)-[a-z0-9]{6}/g, "JOB")) as T;
}
