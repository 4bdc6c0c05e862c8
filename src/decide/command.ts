import type { Situation } from "../model/situation.ts";
import { describeWorkload } from "../model/workload.ts";
import { quoted, typedFlags } from "./shown-settings.ts";

/**
 * This very rollback as a command to type: the flags that were given, overridden and completed by `flags`.
 * kubectl's connection flags are not part of a situation, so they are not repeated.
 */
export function rollbackCommand(situation: Situation, flags: Readonly<Record<string, string>> = {}): string {
  const { workload, leaving, returning, container } = situation;
  const typed = new Map(typedFlags(situation));
  for (const [name, value] of Object.entries(flags)) typed.set(name, [value]);
  return [
    `kubectl safe-rollback ${describeWorkload(workload)} -n ${workload.namespace} --to-revision=${returning.number}`,
    ...(leaving.containers.length > 1 ? [`-c ${container}`] : []),
    ...[...typed].flatMap(([name, values]) => values.map((value) => flag(name, value))),
  ].join(" ");
}

function flag(name: string, value: string): string {
  return name === "keep-mesh" ? `--${name}` : `--${name}=${quoted(value)}`;
}
