import { describe, expect, it } from "vitest";
import { pinnedImage } from "../../../../src/kube/job/image.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("the image of a Job", () => {
  it.each([
    { how: "by the digest seen on Pods", image: "shop/myapp:v2", digests: [DIGEST], expected: `shop/myapp@${DIGEST}` },
    {
      how: "with a registry's port",
      image: "registry:5000/myapp",
      digests: [DIGEST],
      expected: `registry:5000/myapp@${DIGEST}`,
    },
    {
      how: "with a port and a tag",
      image: "registry:5000/myapp:v2",
      digests: [DIGEST],
      expected: `registry:5000/myapp@${DIGEST}`,
    },
    { how: "as it stands when no digest is known", image: "myapp:v2", digests: [], expected: "myapp:v2" },
    {
      how: "as it stands when its tag meant two images",
      image: "myapp:v2",
      digests: [DIGEST, `sha256:${"b".repeat(64)}`],
      expected: "myapp:v2",
    },
    {
      how: "as it stands when it names a digest",
      image: `myapp@${DIGEST}`,
      digests: [DIGEST],
      expected: `myapp@${DIGEST}`,
    },
  ])("is written $how", ({ image, digests, expected }) => {
    expect(pinnedImage({ image, digests })).toBe(expected);
  });
});
