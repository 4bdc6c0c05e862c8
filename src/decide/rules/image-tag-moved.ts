import type { Revision } from "../../model/workload.ts";
import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { containerIn } from "../revision.ts";

/** The name of an image is not the image: what a Pod would pull now may be another one than ran before. */
export const imageTagMoved: Rule = ({ leaving, returning, container }) => {
  const facts = [
    ...mixedDigests(leaving, container),
    ...mixedDigests(returning, container),
    ...sameName(leaving, returning, container),
  ];
  if (facts.length === 0) return [];
  return [
    {
      id: "image-tag-moved",
      weight: "consent",
      summary: "the image that would run is not pinned down by its name",
      facts,
      next: [
        edit(
          "releases that name their images by digest, or by tags that never move",
          "then a revision says which image it runs",
        ),
      ],
    },
  ];
};

function mixedDigests(revision: Revision, container: string): readonly string[] {
  const { image, digests } = containerIn(revision, container);
  if (digests.length < 2) return [];
  return [`Pods of revision ${revision.number} run ${image} with different digests: ${digests.toSorted().join(", ")}`];
}

function sameName(leaving: Revision, returning: Revision, container: string): readonly string[] {
  const [from, to] = [containerIn(leaving, container), containerIn(returning, container)];
  if (from.image !== to.image || from.image.includes("@sha256:")) return [];
  const digests = new Set([...from.digests, ...to.digests]);
  if (from.digests.length === 1 && to.digests.length === 1 && digests.size === 1) return [];
  return [
    `revisions ${leaving.number} and ${returning.number} both name ${from.image}, though their Pod templates differ`,
    ...[leaving, returning].map((revision) => digestsOf(revision, container)),
  ];
}

function digestsOf(revision: Revision, container: string): string {
  const { digests } = containerIn(revision, container);
  const seen = digests.length === 0 ? "not determined, no Pod of it runs" : digests.toSorted().join(", ");
  return `digest in revision ${revision.number}: ${seen}`;
}
