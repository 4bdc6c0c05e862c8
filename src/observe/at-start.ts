import type { Evidence } from "../model/evidence.ts";
import type { PackageScript } from "../model/scripts.ts";
import type { AtStart } from "../model/situation.ts";
import type { ContainerStart, HookJob, Revision } from "../model/workload.ts";
import type { FrameworkStart } from "./framework-start.ts";
import type { MigratorCall } from "./migrator-words.ts";
import { known, undetermined } from "../model/evidence.ts";
import { imageProgram } from "./image-program.ts";
import { migratorCallsIn } from "./migrator-words.ts";

/** What is at hand about how a revision starts. */
export interface StartSeen {
  readonly revision: Revision;
  readonly container: string;
  readonly framework: FrameworkStart | undefined;
  /** What package.json says of the scripts that the container starts; undefined where nobody looked. */
  readonly scripts: readonly PackageScript[] | undefined;
}

/**
 * Whether a revision runs its migrator when its Pods start, by its pod template: init containers, all containers'
 * commands and arguments, what frameworks are known to do. Pure. An image's own entrypoint, a script's text and what a
 * program does itself are not in a template.
 */
export function atStartOf({ revision, container, framework, scripts }: StartSeen): Evidence<AtStart> {
  const parts = [...partsOf(revision, container), ...scriptParts(container, scripts)];
  const from = scripts === undefined ? "recorded" : "image";
  const calls = parts.flatMap(callsIn).filter(({ call }) => !call.byName);
  if (calls.length > 0) {
    const goesOn = calls.every(({ call }) => call.mayFail);
    const quotes = calls.map(({ label, call }) => `${label} runs "${call.quote}"`);
    return known(goesOn ? "runs-and-goes-on" : "runs", from, quotes.join("; "));
  }
  if (framework !== undefined) return known(framework.migrates ? "runs" : "does-not-run", "recorded", framework.says);
  const own = `container ${container}`;
  const unseen = parts.filter(({ label }) => scripts === undefined || label !== own).flatMap(unseenIn);
  const looked = parts.map(({ label, start }) => `${label}: ${commandOf(start)}`);
  if (unseen.length > 0) return undetermined(unseen.join("; "), looked);
  const detail = `no migrator in ${looked.join(", ")}; what the program does itself was not looked at`;
  return known("does-not-run", from, detail);
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

interface Part {
  readonly label: string;
  readonly start: ContainerStart;
}

/** Init containers run before all others, and those that the workload brings along run beside them. */
function partsOf({ initContainers, containers }: Revision, container: string): readonly Part[] {
  const [own, others] = [containers.filter(isIt), containers.filter((one) => !isIt(one))];
  return [
    ...initContainers.map((start) => ({ label: `init container ${start.name}`, start })),
    ...[...own, ...others].map((start) => ({ label: `container ${start.name}`, start })),
  ];
  function isIt({ name }: ContainerStart): boolean {
    return name === container;
  }
}

function scriptParts(container: string, scripts: StartSeen["scripts"] = []): readonly Part[] {
  return scripts.map(({ name, text }) => ({
    label: `container ${container}, script "${name}" of package.json`,
    start: { name, image: "", command: ["sh", "-c", text], args: null },
  }));
}

function callsIn({ label, start }: Part): readonly { readonly label: string; readonly call: MigratorCall }[] {
  return migratorCallsIn(wordsOf(start)).map((call) => ({ label, call }));
}

/** Images of tools have the tool as their entrypoint: `args` alone are told to the program that the image is named after. */
function wordsOf({ image, command, args }: ContainerStart): readonly string[] {
  if (command !== null) return [...command, ...(args ?? [])];
  return args === null ? [] : [imageProgram(image), ...args];
}

/** Why it cannot be told what this part runs; of others than the workload's own, nothing is expected. */
function unseenIn({ label, start }: Part): readonly string[] {
  const { command, args } = start;
  const [call] = migratorCallsIn(wordsOf(start));
  if (call !== undefined)
    return [`${label} runs "${call.quote}", which migrates by its name, and whose text is not in the template`];
  if (command === null)
    return [
      `${label} starts with its image's own ${args === null ? "command" : "entrypoint"}, which is not in the template`,
    ];
  const text = [...command, ...(args ?? [])].join(" ");
  const script = SCRIPT.exec(text)?.[1];
  return script === undefined ? [] : [`${label} starts with "${script}", whose text is not in the template`];
}

function commandOf({ command, args }: ContainerStart): string {
  const words = [...(command ?? []), ...(args ?? [])];
  if (words.length === 0) return "no command in the template";
  return `"${words.join(" ").replaceAll(/\s+/g, " ").slice(0, LONGEST)}"`;
}

/** A script of package.json, or a file for a shell: both may do anything. */
const SCRIPT =
  /(?:^|\s|")((?:npm|yarn|pnpm|bun)(?: run)? [\w:.-]+|(?:npm|yarn|pnpm) start|\S*(?:\.sh|entrypoint))(?=$|[\s"';&|])/;

const LONGEST = 120;
