import { describe, expect, it } from "vitest";
import { digestsOf } from "../../../../src/kube/workload/image-digest.ts";
import { pod } from "../../../support/api-objects.ts";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

function digests(image: string, ...imageIds: readonly string[]): readonly string[] {
  return digestsOf(
    "app",
    image,
    imageIds.map((imageId) => pod("p", "rs", { imageId })),
  );
}

describe("digestsOf", () => {
  it.each([
    ["containerd and CRI-O", "myapp:v1", `docker.io/library/myapp@${A}`],
    ["Docker", "shop/myapp:v1", `docker-pullable://shop/myapp@${A}`],
    ["a registry with a port", "registry.local:5000/shop/myapp:v1", `registry.local:5000/shop/myapp@${A}`],
    ["a registry on localhost", "localhost/myapp", `localhost/myapp@${A}`],
    ["an image named by digest and tag", `ghcr.io/shop/myapp:v1@${A}`, `ghcr.io/shop/myapp@${A}`],
    ["Docker Hub under its other name", "index.docker.io/myapp:v1", `docker.io/library/myapp@${A}`],
  ])("takes the digest that %s reports", (_, image, imageId) => {
    expect(digests(image, imageId)).toEqual([A]);
  });

  it("gives each digest once, sorted", () => {
    expect(digests("myapp:v1", `myapp@${B}`, `myapp@${A}`, `myapp@${B}`)).toEqual([A, B]);
  });

  it.each([
    ["the hash of a configuration, which cannot be pulled", A],
    ["the same with Docker's prefix", `docker://${A}`],
    ["a digest in another repository", `docker.io/library/import-2026-01-01@${A}`],
    ["no image yet", ""],
  ])("leaves out %s", (_, imageId) => {
    expect(digests("myapp:v1", imageId)).toEqual([]);
  });

  it("gives hashes of configurations when they prove that a tag moved", () => {
    expect(digests("myapp:v1", B, A)).toEqual([A, B]);
  });

  it("prefers what can be pulled over hashes of configurations", () => {
    expect(digests("myapp:v1", `myapp@${A}`, B)).toEqual([A]);
  });

  it("looks at the named container only", () => {
    const sidecar = pod("p", "rs", { containers: [{ name: "sidecar", imageID: `myapp@${A}` }] });
    expect(digestsOf("app", "myapp:v1", [sidecar])).toEqual([]);
  });
});
