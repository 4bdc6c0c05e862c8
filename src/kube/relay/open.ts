import type { Tunnel } from "../../ports/cluster.ts";
import type { Kube } from "../connection/client.ts";
import type { JobOptions } from "../job/options.ts";
import type { Forward } from "../tunnel/forward.ts";
import type { Relaying, Started } from "./start.ts";
import { shownImage } from "../job/image.ts";
import { removePassingJob } from "../job/passing.ts";
import { openForward } from "../tunnel/forward.ts";
import { listenFor } from "../tunnel/listen.ts";
import { isRunning, startRelay } from "./start.ts";

/**
 * A local port that leads to what only Pods reach: by a port-forward to a Job of the leaving image, which passes
 * everything on. A relay that went meanwhile, by itself or with its node, is started again when it is needed.
 * @throws image-not-readable, not-permitted, cluster-unreachable, interrupted, terminated; database-unreachable when
 * nothing can be forwarded to it
 */
export async function openRelay(kube: Kube, options: JobOptions, relaying: Relaying): Promise<Tunnel> {
  const { stop, abandon } = options.interrupts;
  const signal = AbortSignal.any([stop, abandon]);
  const clearing = { tell: options.tell, signal };
  let current = await startRelay(kube, options, { ...relaying, signal });
  let turn: Promise<unknown> = Promise.resolve();

  const ensure = async (): Promise<Started> => {
    if (await isRunning(kube, current)) return current;
    await removePassingJob(kube, current.job, clearing);
    // Somebody who wanted to stop still waits for what is under way.
    current = await startRelay(kube, options, { ...relaying, signal: abandon });
    return current;
  };
  const dial = async (): Promise<Forward> => {
    const ensured = turn.then(ensure);
    turn = ensured.catch(() => undefined);
    return openForward(kube, (await ensured).target);
  };

  try {
    const description = `a relay Job in image ${shownImage(relaying.place)}`;
    const tunnel = await listenFor({ description, dial }, await dial());
    return {
      ...tunnel,
      close: async () => {
        await tunnel.close();
        await removePassingJob(kube, current.job, clearing);
      },
    };
  } catch (error) {
    await removePassingJob(kube, current.job, clearing);
    throw error;
  }
}
