import type { ContainerMount, ContainerStart } from "../../model/workload.ts";
import type { V1Container, V1Volume } from "@kubernetes/client-node";
import { maskCredentials } from "../../mask.ts";
import { harmlessVolumes } from "../job/volumes.ts";

/**
 * How a container is started. An empty list says nothing, as to the API server. Variables' values are left out.
 * @param volumes those of its Pod
 */
export function startOf(container: V1Container, volumes: readonly V1Volume[]): ContainerStart {
  const { name, image = "", command = [], args = [], workingDir } = container;
  const mounts = mountsOf(container, volumes);
  return {
    ...{ name, image, command: withoutCredentials(command), args: withoutCredentials(args) },
    ...(workingDir !== undefined && workingDir !== "" && { workingDir }),
    ...(mounts.length > 0 && { mounts }),
  };
}

function mountsOf({ volumeMounts = [] }: V1Container, volumes: readonly V1Volume[]): readonly ContainerMount[] {
  const seen = new Set(
    harmlessVolumes(volumes)
      .filter((volume) => volumes.includes(volume))
      .map(({ name }) => name),
  );
  return volumeMounts.map(({ name, mountPath, subPath = "", subPathExpr = "" }) => {
    return { path: mountPath, from: `${name}/${subPath}${subPathExpr}`, isSeen: seen.has(name) };
  });
}

function withoutCredentials(words: readonly string[]): readonly string[] | null {
  if (words.length === 0) return null;
  return words.map((word, index) => {
    return FLAG.test(words[index - 1] ?? "") ? "***" : maskCredentials(word).replaceAll(ASSIGNED, "$1***");
  });
}

/** What such a flag is told stands in the next word. */
const FLAG = /^--?[\w-]*(?:password|passwd|passphrase|pwd|secret|token|key|credentials?)$/i;

/** `API_KEY=…` and `--api-key=…`, also in the middle of what a shell runs. A variable of the container stays. */
const ASSIGNED =
  /([\w-]*(?:password|passwd|passphrase|pwd|secret|token|key|credentials?)=)(?!\$)(?:"[^"]*"|'[^']*'|[^\s&;"']+)/gi;
