import type { ContainerStart, Revision } from "../model/workload.ts";
import type { MigratorCall } from "./migrator-words.ts";
import { imageProgram } from "./image-program.ts";
import { migratorCallsIn } from "./migrator-words.ts";

/** A container of a revision, and what people call it. */
export interface Part {
  readonly label: string;
  readonly start: ContainerStart;
}

/** Init containers run before all others, and those that the workload brings along run beside them. */
export function partsOf({ initContainers, containers }: Revision, container: string): readonly Part[] {
  const [own, others] = [containers.filter(isIt), containers.filter((one) => !isIt(one))];
  return [
    ...initContainers.map((start) => ({ label: `init container ${start.name}`, start })),
    ...[...own, ...others].map((start) => ({ label: `container ${start.name}`, start })),
  ];
  function isIt({ name }: ContainerStart): boolean {
    return name === container;
  }
}

/** The calls of a migrator in the template's own words. */
export function callsIn({ label, start }: Part): readonly { readonly label: string; readonly call: MigratorCall }[] {
  return migratorCallsIn(wordsOf(start)).map((call) => ({ label, call }));
}

/** Images of tools have the tool as their entrypoint: `args` alone are told to the program that the image is named after. */
export function wordsOf({ image, command, args }: ContainerStart): readonly string[] {
  if (command !== null) return [...command, ...(args ?? [])];
  return args === null ? [] : [imageProgram(image), ...args];
}

/** Why a template does not tell what this part runs. */
export function unseenIn({ label, start }: Part): readonly string[] {
  const { command, args } = start;
  const named = migratorCallsIn(wordsOf(start)).find(({ byName }) => byName);
  if (named !== undefined)
    return [`${label} runs "${named.quote}", which migrates by its name, and whose text is not in the template`];
  if (command === null)
    return [
      `${label} starts with its image's own ${args === null ? "command" : "entrypoint"}, which is not in the template`,
    ];
  const text = [...command, ...(args ?? [])].join(" ");
  const script = SCRIPT.exec(text)?.[1];
  return script === undefined ? [] : [`${label} starts with "${script}", whose text is not in the template`];
}

/** What the template says, for people. */
export function commandOf({ command, args }: ContainerStart): string {
  const words = [...(command ?? []), ...(args ?? [])];
  if (words.length === 0) return "no command in the template";
  return `"${words.join(" ").replaceAll(/\s+/g, " ").slice(0, LONGEST)}"`;
}

/** A script of package.json, or a file for a shell: both may do anything. */
const SCRIPT =
  /(?:^|\s|")((?:npm|yarn|pnpm|bun)(?: run)? [\w:.-]+|(?:npm|yarn|pnpm) start|\S*(?:\.sh|entrypoint))(?=$|[\s"';&|])/;

const LONGEST = 120;
