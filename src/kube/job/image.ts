import type { RevisionContainer } from "../../model/workload.ts";
import type { Place } from "../../ports/image.ts";

/**
 * The image by digest where exactly one was seen on running Pods, so that a tag that moved since does not bring other
 * code. With several digests it is not for us to choose; `image-tag-moved` speaks for that case.
 */
export function pinnedImage({ image, digests }: Pick<RevisionContainer, "image" | "digests">): string {
  const [digest, ...others] = digests;
  if (digest === undefined || others.length > 0 || image.includes("@")) return image;
  return `${repositoryOf(image)}@${digest}`;
}

/** As people know it, and what it was pinned to. */
export function shownImage({ revision, container }: Place): string {
  const found = revision.containers.find(({ name }) => name === container);
  if (found === undefined) return container;
  const pinned = pinnedImage(found);
  return pinned === found.image ? pinned : `${found.image} (${pinned.slice(pinned.indexOf("@") + 1)})`;
}

/** The reference without its tag; a colon before the last slash belongs to the registry's port. */
function repositoryOf(image: string): string {
  const colon = image.lastIndexOf(":");
  return colon > image.lastIndexOf("/") ? image.slice(0, colon) : image;
}
