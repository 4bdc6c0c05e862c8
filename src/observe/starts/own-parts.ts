import type { ContainerMount, ContainerStart, Revision } from "../../model/workload.ts";
import type { Started } from "./follow.ts";

/** A container that starts from the image that is looked into. */
export interface OwnPart extends Started {
  readonly start: ContainerStart;
}

/**
 * The container whose image counts, and the init containers of the same image and working directory: a look into the
 * first tells what files the others have, but for what is mounted in one of them alone.
 */
export function ownPartsOf({ containers, initContainers }: Revision, container: string): readonly OwnPart[] {
  const own = containers.find(({ name }) => name === container);
  if (own === undefined) return [];
  const alike = initContainers.filter(({ image, workingDir }) => image === own.image && workingDir === own.workingDir);
  return [
    ...alike.map((start) => partOf(start, `init container ${start.name}`, own)),
    partOf(own, `container ${own.name}`, own),
  ];
}

function partOf(start: ContainerStart, container: string, { mounts: looked = [] }: ContainerStart): OwnPart {
  const { command, args, mounts = [] } = start;
  const other = [...mounts, ...looked].filter((mount) => !mount.isSeen || !(has(mounts, mount) && has(looked, mount)));
  const words = [...(command ?? []), ...(args ?? [])];
  return { start, container, words, elsewhere: other.map(({ path }) => path) };
}

function has(mounts: readonly ContainerMount[], { path, from }: ContainerMount): boolean {
  return mounts.some((mount) => mount.path === path && mount.from === from);
}
