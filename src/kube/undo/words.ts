// `kubectl rollout undo` and what it says when it refuses; its sentences are those of kubectl 1.20 to 1.36.
import type { ErrorCode } from "../../model/trouble.ts";
import type { WorkloadRef } from "../../model/workload.ts";
import type { Server } from "../api-error.ts";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";
import { describeWorkload } from "../../model/workload.ts";
import { forbiddenBecause } from "../api-error.ts";

/** The words after `kubectl`. Always with the number that the plan shows, never kubectl's own idea of "previous". */
export function undoWords(ref: WorkloadRef, toRevision: number): readonly string[] {
  return ["rollout", "undo", describeWorkload(ref), "-n", ref.namespace, `--to-revision=${toRevision}`];
}

export interface RefusedUndo {
  readonly ref: WorkloadRef;
  readonly toRevision: number;
  readonly said: readonly string[];
  readonly server: Server;
}

/** The error for an undo that kubectl refused; `otherwise` is the code for what it said in other words. */
export function refusedUndo({ ref, toRevision, said, server }: RefusedUndo, otherwise: ErrorCode): Error {
  const text = said.join("\n");
  const again = `kubectl ${undoWords(ref, toRevision).join(" ")}`;
  const forbidden = /forbidden:/i.test(text);
  if (forbidden) return forbiddenBecause(text, { verb: "patch", resource: "deployments.apps", ...nameOf(ref) });
  const [, code = otherwise] = REFUSALS.find(([sentence]) => sentence.test(text)) ?? [];
  const summary =
    code === "cluster-unreachable"
      ? `the undo did not reach the API server at ${server.serverHost}`
      : `kubectl could not undo ${describeWorkload(ref)} to revision ${toRevision}`;
  return failure(code, summary, {
    facts: said,
    next: [run(`${again} --dry-run=server`, "asks again, without changing anything")],
  });
}

function nameOf({ namespace, name }: WorkloadRef): { readonly namespace: string; readonly name: string } {
  return { namespace, name };
}

const REFUSALS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/paused deployment/i, "workload-paused"],
  [/unable to find specified revision|no rollout history found/i, "revision-not-found"],
  [/deployments\.apps "[^"]*" not found/i, "workload-not-found"],
  [
    /unable to connect to the server|the connection to the server|i\/o timeout|deadline exceeded/i,
    "cluster-unreachable",
  ],
];
