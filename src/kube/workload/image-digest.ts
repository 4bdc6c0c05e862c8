// `imageID` in a container's status, whose form depends on the container runtime:
//   docker-pullable://repository@sha256:…   Docker, pulled: the manifest's digest
//   repository@sha256:…                     containerd and CRI-O, pulled: the manifest's digest
//   sha256:… or docker://sha256:…           loaded by hand: the hash of the image's configuration, not pullable
import type { V1Pod } from "@kubernetes/client-node";

/**
 * What Pods of one revision run in a container, as `sha256:…`, without duplicates, sorted.
 *
 * A single entry can always be pulled as `repository@digest` with the repository of `image`: only digests of
 * manifests in that very repository count. Where none was seen, hashes of configurations are given if there are
 * several, because then they prove that one tag stood for different images; a single one could be mistaken
 * for a digest to pull, and is left out.
 */
export function digestsOf(container: string, image: string, pods: readonly V1Pod[]): readonly string[] {
  const seen = pods
    .flatMap(({ status }) => status?.containerStatuses ?? [])
    .filter(({ name }) => name === container)
    .map(({ imageID }) => imageID.replace(/^docker(?:-pullable)?:\/\//, ""));
  const pullable = distinct(seen.flatMap((id) => digestIn(id, repositoryOf(image)) ?? []));
  if (pullable.length > 0) return pullable;
  const configurations = distinct(seen.filter((id) => /^sha256:[0-9a-f]{64}$/.test(id)));
  return configurations.length > 1 ? configurations : [];
}

function digestIn(imageId: string, repository: string): string | undefined {
  const [, from, digest] = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(imageId) ?? [];
  return from !== undefined && fullName(from) === fullName(repository) ? digest : undefined;
}

/** The reference without tag and digest; a colon before the last slash belongs to the registry's port. */
function repositoryOf(image: string): string {
  const [untilDigest = ""] = image.split("@");
  const colon = untilDigest.lastIndexOf(":");
  return colon > untilDigest.lastIndexOf("/") ? untilDigest.slice(0, colon) : untilDigest;
}

/** Docker's short names written out: `myapp` is `docker.io/library/myapp`. */
function fullName(repository: string): string {
  const [first = "", ...rest] = repository.split("/");
  if (rest.length === 0) return `docker.io/library/${first}`;
  const isRegistry = /[.:]/.test(first) || first === "localhost";
  if (!isRegistry) return `docker.io/${repository}`;
  const registry = first === "index.docker.io" ? "docker.io" : first;
  return registry === "docker.io" && rest.length === 1 ? `docker.io/library/${rest[0]}` : [registry, ...rest].join("/");
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted();
}
