import type { WorkloadRef } from "../../model/workload.ts";
import type { Kube, KubeFlags } from "../connection/client.ts";
import { runKubectl } from "./kubectl.ts";
import { refusedUndo, undoWords } from "./words.ts";

/**
 * Sends the undo as a server-side dry run: admission, permissions and quotas speak, nothing changes.
 * @throws not-permitted with what the API server said, workload-paused, revision-not-found, cluster-unreachable, kubectl-not-found
 */
export async function tryUndo(
  { kube, flags }: { readonly kube: Kube; readonly flags: KubeFlags },
  ref: WorkloadRef,
  toRevision: number,
): Promise<void> {
  const words = [...undoWords(ref, toRevision), "--dry-run=server"];
  const { succeeded, said } = await runKubectl({ kube, flags, words });
  if (!succeeded) throw refusedUndo({ ref, toRevision, said, server: kube }, "not-permitted");
}
