import type { Evidence } from "../model/evidence.ts";
import type { AtStart } from "../model/situation.ts";
import type { StartFiles } from "../model/start-files.ts";
import type { HookJob, Revision } from "../model/workload.ts";
import type { FrameworkStart } from "./framework-start.ts";
import { known, undetermined } from "../model/evidence.ts";
import { isUnseen, lookedStart } from "./looked-start.ts";
import { migratorCallsIn } from "./migrator-words.ts";
import { ownPartsOf } from "./starts/own-parts.ts";
import { callsIn, commandOf, partsOf, unseenIn, wordsOf } from "./template-start.ts";

/** What is at hand about how a revision starts. */
export interface StartSeen {
  readonly revision: Revision;
  readonly container: string;
  readonly framework: FrameworkStart | undefined;
  /** What a look into the image found of the scripts that start it; undefined where it is not needed. */
  readonly look: Evidence<StartFiles> | undefined;
}

/**
 * Whether a revision runs its migrator when its Pods start, by its pod template (init containers, all containers'
 * commands and arguments), by what frameworks are known to do, and by the scripts of a look into the image. Pure. An
 * image's own entrypoint is not in a template, and what a program does itself is not looked at.
 */
export function atStartOf({ revision, container, framework, look }: StartSeen): Evidence<AtStart> {
  const parts = partsOf(revision, container);
  const calls = parts.flatMap(callsIn).filter(({ call }) => !call.byName);
  const quotes = calls.map(({ label, call }) => `${label} runs "${call.quote}"`).join("; ");
  if (calls.some(({ call }) => !call.mayFail)) return known("runs", "recorded", quotes);
  if (framework?.migrates === true) return known("runs", "recorded", framework.says);
  if (framework !== undefined && calls.length === 0) return known("does-not-run", "recorded", framework.says);
  if (look?.known === true) return lookedStart({ revision, container, parts }, look.value);
  const looked = parts.map(({ label, start }) => `${label}: ${commandOf(start)}`);
  const unseen = parts.flatMap(unseenIn);
  if (unseen.length > 0) return undetermined(unseen.join("; "), [...looked, ...triedBy(look)]);
  if (calls.length > 0) return known("runs-and-goes-on", "recorded", quotes);
  const detail = `no migrator in ${looked.join(", ")}; what the program does itself was not looked at`;
  return known("does-not-run", "recorded", detail);
}

function triedBy(look: StartSeen["look"]): readonly string[] {
  return look === undefined || look.known ? [] : [`scripts in the returning image: ${look.because}`, ...look.tried];
}

/** Whether a look into the image may tell more than the template and the framework do. */
export function needsLook({ revision, container, framework }: Omit<StartSeen, "look">): boolean {
  const calls = partsOf(revision, container).flatMap(callsIn);
  if (framework !== undefined || calls.some(({ call }) => !call.byName && !call.mayFail)) return false;
  return ownPartsOf(revision, container).some(isUnseen);
}

/**
 * What Helm runs around its own operations, for people. It decides nothing: an undo starts no hook, and a hook that is
 * still there came with the release that was installed last.
 */
export function hookMigrations(hooks: readonly HookJob[]): readonly string[] {
  return hooks.flatMap(({ name, events, containers }) => {
    const calls = containers.flatMap((start) => migratorCallsIn(wordsOf(start)));
    return calls.map(
      ({ quote }) =>
        `${events.join(" and ")} hook job/${name} runs "${quote}": an undo does not start it, the next helm upgrade or rollback does`,
    );
  });
}
