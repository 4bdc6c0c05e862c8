import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { judge } from "../judge.ts";

const PINNED = "myapp@sha256:0123";

describe("image-tag-moved", () => {
  it("asks when both revisions name the same image, and says that the other digest is undetermined", () => {
    const given: Given = { leavingImage: { image: "myapp:latest" }, returningImage: { image: "myapp:latest" } };
    expect(judge("image-tag-moved", given)).toMatchObject({
      weight: "consent",
      facts: [
        "revisions 2 and 1 both name myapp:latest, though their Pod templates differ",
        "digest in revision 2: sha256:two",
        "digest in revision 1: not determined, no Pod of it runs",
      ],
    });
  });

  it("asks when one tag was seen with different digests", () => {
    const given: Given = {
      leavingImage: { image: "myapp:latest", digests: ["sha256:two"] },
      returningImage: { image: "myapp:latest", digests: ["sha256:one"] },
    };
    expect(judge("image-tag-moved", given)?.facts).toContain("digest in revision 1: sha256:one");
  });

  it("asks when Pods of one revision run different images", () => {
    expect(judge("image-tag-moved", { leavingImage: { digests: ["sha256:y", "sha256:x"] } })?.facts).toEqual([
      "Pods of revision 2 run myapp:v2 with different digests: sha256:x, sha256:y",
    ]);
  });

  it.each<[string, Given]>([
    ["the revisions name different images", {}],
    [
      "both name the image by its digest",
      { leavingImage: { image: PINNED, digests: [] }, returningImage: { image: PINNED } },
    ],
    [
      "the same image was seen in both",
      {
        leavingImage: { image: "myapp:v1", digests: ["sha256:one"] },
        returningImage: { image: "myapp:v1", digests: ["sha256:one"] },
      },
    ],
  ])("stays silent when %s", (_, given) => {
    expect(judge("image-tag-moved", given)).toBeUndefined();
  });
});
