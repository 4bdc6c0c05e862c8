import type { Situation } from "../model/situation.ts";
import type { NextAction } from "../model/trouble.ts";
import { choose, run } from "../model/trouble.ts";
import { quoted } from "../model/typed-word.ts";
import { describeWorkload } from "../model/workload.ts";
import { typedFlags } from "./shown-settings.ts";

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

/** What lets probe Jobs look into the images; where they did, in vain, what tells them where to look. */
export function lookInto(situation: Situation): NextAction {
  if (situation.mayProbe) return choose("--migrations-dir PATH", "where the images keep their migrations");
  const command = rollbackCommand(situation, { "dry-run": "server" });
  return run(command, "lets short read-only probe Jobs look into the images");
}

function flag(name: string, value: string): string {
  return name === "keep-mesh" || name === "rehearse" ? `--${name}` : `--${name}=${quoted(value)}`;
}
