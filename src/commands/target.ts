import type { WorkloadKind } from "../model/workload.ts";
import { failure } from "../errors.ts";
import { run } from "../model/trouble.ts";
import { nearest } from "../observe/nearest.ts";

export interface Target {
  readonly kind: WorkloadKind;
  readonly name: string;
}

/**
 * `TYPE/NAME` or `TYPE NAME` → the workload.
 * @throws usage, and kind-not-supported for workloads that cannot be rolled back in this version
 */
export function targetOf(words: readonly string[]): Target {
  const { type, name } = partsOf(words);
  refuseUnknownWord(type);
  if (name === "") throw usage(`the name of the ${type} is missing`, []);
  if (!NAME.test(name)) throw usage(`"${name}" is no name that Kubernetes allows`, []);
  return { kind: kindOf(type, name), name };
}

function partsOf(words: readonly string[]): { readonly type: string; readonly name: string } {
  const [first, second = "", ...more] = words;
  if (first === undefined) throw usage("no workload was named", []);
  const slash = first.indexOf("/");
  if (slash !== -1) {
    if (words.length > 1) throw severalWorkloads(words);
    return { type: first.slice(0, slash), name: first.slice(slash + 1) };
  }
  refuseUnknownWord(first);
  if (second.includes("/")) throw usage(`write ${first}/NAME or ${first} NAME, not both at once`, []);
  if (more.length > 0) throw severalWorkloads(words);
  return { type: first, name: second };
}

function kindOf(type: string, name: string): WorkloadKind {
  const kind = KINDS[plainType(type)];
  if (kind === "Deployment") return kind;
  throw failure("kind-not-supported", `${plainType(type)}/${name}: a ${kind} cannot be rolled back in this version`, {
    facts: ["only Deployments can"],
    next: [run(`kubectl rollout undo ${plainType(type)}/${name}`, "returns the workload alone, not its migrations")],
  });
}

/** Commands are words too: those of later versions must never be taken for a type. */
function refuseUnknownWord(word: string): void {
  if (LATER_COMMANDS.includes(word)) {
    throw failure("usage", `the command ${word} is not in this version`, {
      facts: [`commands: ${COMMANDS.join(", ")}`],
      next: [run("kubectl safe-rollback --help", "see what is")],
    });
  }
  if (Object.hasOwn(KINDS, plainType(word))) return;
  const meant = nearest(word.toLowerCase(), [...COMMANDS, ...Object.keys(KINDS)]);
  throw usage(`"${word}" is neither a command nor a type of workload that can be rolled back`, [
    "types: deployment (deploy), statefulset (sts), daemonset (ds)",
    ...(meant === undefined ? [] : [`did you mean ${meant}?`]),
  ]);
}

function severalWorkloads(words: readonly string[]): Error {
  return usage(`one workload at a time is supported in this version, and these are several: ${words.join(" ")}`, []);
}

function usage(summary: string, facts: readonly string[]): Error {
  return failure("usage", summary, {
    facts,
    next: [run("kubectl safe-rollback deployment/NAME --dry-run", "the form of the command")],
  });
}

/** `Deployments.v1.apps` → `deployments`: kubectl accepts a type with its version and group. */
function plainType(word: string): string {
  return word.toLowerCase().replace(/(?:\.v1)?(?:\.apps)?$/, "");
}

const KINDS: Readonly<Record<string, "Deployment" | "StatefulSet" | "DaemonSet">> = {
  deployment: "Deployment",
  deployments: "Deployment",
  deploy: "Deployment",
  statefulset: "StatefulSet",
  statefulsets: "StatefulSet",
  sts: "StatefulSet",
  daemonset: "DaemonSet",
  daemonsets: "DaemonSet",
  ds: "DaemonSet",
};

const COMMANDS = ["plan", "history", "version", "help"];
const LATER_COMMANDS = ["apply", "status", "resume", "abort", "record", "check", "judge", "rbac", "completion"];

/** RFC 1123 subdomain, as Kubernetes wants it for the names of workloads. */
const NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
