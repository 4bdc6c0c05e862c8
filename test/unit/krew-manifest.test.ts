import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly version: string;
    readonly homepage: string;
    readonly shortDescription: string;
    readonly description: string;
    readonly platforms: readonly Platform[];
  };
}

interface Platform {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly uri: string;
  readonly sha256: string;
  readonly bin: string;
}

const ROOT = join(import.meta.dirname, "../..");
const MANIFEST = parse(readFileSync(join(ROOT, "krew-manifest.yaml"), "utf8")) as Manifest;
const DESCRIBED = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
};

// The rules are those of krew's own validation and of its naming guide.
describe("the krew manifest", () => {
  it("is of the kind that krew reads", () => {
    const { apiVersion, kind, metadata } = MANIFEST;
    expect({ apiVersion, kind, metadata }).toEqual({
      apiVersion: "krew.googlecontainertools.github.com/v1alpha2",
      kind: "Plugin",
      metadata: { name: "safe-rollback" },
    });
  });

  it("has the package's version, as a tag", () => {
    expect(MANIFEST.spec.version).toBe(`v${DESCRIBED.version}`);
  });

  it("describes the plugin in one short line", () => {
    expect(MANIFEST.spec.shortDescription).toMatch(/^[A-Z][^\n.]{20,57}$/);
  });

  it("names every platform once", () => {
    const named = MANIFEST.spec.platforms.map(
      ({ selector: { matchLabels } }) => `${matchLabels["os"]}/${matchLabels["arch"]}`,
    );
    expect(named.toSorted()).toEqual([
      "darwin/amd64",
      "darwin/arm64",
      "linux/amd64",
      "linux/arm64",
      "windows/amd64",
      "windows/arm64",
    ]);
  });

  it.each(MANIFEST.spec.platforms)("has an archive that krew can use: $uri", (platform) => {
    expect(platform).toEqual(expectedFor(platform.selector.matchLabels));
  });
});

describe("the package", () => {
  it("installs the executable under the name by which kubectl finds safe-rollback", () => {
    expect(DESCRIBED.bin).toEqual({ "kubectl-safe_rollback": "bin/kubectl-safe_rollback.js" });
  });
});

function expectedFor({ os = "", arch = "" }: Readonly<Record<string, string>>): unknown {
  const { version, homepage } = MANIFEST.spec;
  const [archive, executable] = FORMS[os] ?? [];
  return {
    selector: { matchLabels: { os, arch } },
    uri: `${homepage}/releases/download/${version}/kubectl-safe_rollback_${version}_${os}_${arch}.${archive}`,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    bin: executable,
  };
}

/** On Windows krew's link ends in .exe, so that only a real executable starts. */
const FORMS: Readonly<Record<string, readonly [string, string]>> = {
  linux: ["tar.gz", "kubectl-safe_rollback"],
  darwin: ["tar.gz", "kubectl-safe_rollback"],
  windows: ["zip", "kubectl-safe_rollback.exe"],
};
