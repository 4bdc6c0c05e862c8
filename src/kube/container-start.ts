import type { ContainerStart } from "../model/workload.ts";
import type { V1Container } from "@kubernetes/client-node";
import { maskCredentials } from "../mask.ts";

/** How a container is started. An empty list says nothing, as to the API server. Variables' values are left out. */
export function startOf({ name, image = "", command = [], args = [] }: V1Container): ContainerStart {
  return { name, image, command: withoutCredentials(command), args: withoutCredentials(args) };
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
