import type { KubeFlags } from "../../../../src/kube/connection/client.ts";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectCluster } from "../../../../src/kube/connection/client.ts";
import { findKubectl, runKubectl } from "../../../../src/kube/undo/kubectl.ts";
import { createClusterWriter } from "../../../../src/kube/undo/undo.ts";

const TOKEN = "marked-token-5f3a";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubectl-test-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

/** Puts a program in place of kubectl, which does what the shell script says. */
function kubectlIs(script: string): void {
  const program = join(directory, "kubectl");
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  vi.stubEnv("KUBECTL_PATH", program);
}

function run(flags: KubeFlags, ...words: readonly string[]) {
  const kube = connectCluster({ server: "https://kube.example:6443", kubeconfig: kubeconfig(), ...flags });
  return runKubectl({ kube, flags, words });
}

function kubeconfig(): string {
  const file = join(directory, "config");
  const text = `
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://kube.example:6443", certificate-authority-data: Q0E= } }]
users: [{ name: u, user: { as: robot, as-groups: [g], token: other } }]
`;
  writeFileSync(file, text);
  return file;
}

describe("findKubectl", () => {
  function program(...path: readonly string[]): string {
    const file = join(directory, ...path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "", { mode: 0o700 });
    return file;
  }

  it("prefers the kubectl that called us", () => {
    const own = program("own", "kubectl-1.37");
    program("path", "kubectl");
    expect(findKubectl({ KUBECTL_PATH: own, PATH: join(directory, "path") })).toBe(own);
  });

  it("takes the first program of that name on PATH", () => {
    const second = program("second", "kubectl");
    mkdirSync(join(directory, "first", "kubectl"), { recursive: true });
    chmodSync(program("zeroth", "kubectl"), 0o600);
    const path = ["zeroth", "first", "second"].map((name) => join(directory, name));
    expect(findKubectl({ KUBECTL_PATH: "", PATH: ["", ...path].join(delimiter) })).toBe(second);
  });

  it.each<[string, Record<string, string>, string]>([
    ["PATH has none", { PATH: "/nowhere" }, "looked for kubectl in 1 directories of PATH"],
    ["PATH is not set", {}, "looked for kubectl in 0 directories of PATH"],
    [
      "KUBECTL_PATH is wrong",
      { KUBECTL_PATH: "/nowhere/kubectl", PATH: "/usr/bin" },
      "KUBECTL_PATH names /nowhere/kubectl, which is no program that can be run",
    ],
  ])("says so when %s", (_, variables, fact) => {
    expect(() => findKubectl(variables)).toThrow(
      expect.objectContaining({
        trouble: expect.objectContaining({ code: "kubectl-not-found", facts: [fact] }) as unknown,
      }),
    );
  });

  it("is asked before anything is touched", () => {
    const kube = connectCluster({ server: "https://kube.example", kubeconfig: kubeconfig() });
    vi.stubEnv("KUBECTL_PATH", "/nowhere/kubectl");
    expect(() => createClusterWriter(kube, {})).toThrow("kubectl was not found");
  });
});

describe("runKubectl", () => {
  it("hands words and flags on", async () => {
    kubectlIs(`printf '%s\\n' "$@" > ${join(directory, "argv")}`);
    const result = await run({ kubeconfig: kubeconfig(), as: "ann", requestTimeout: "5s" }, "rollout", "undo");
    expect(result).toEqual({ succeeded: true, said: [] });
    expect(readFileSync(join(directory, "argv"), "utf8").trim().split("\n")).toEqual([
      "rollout",
      "undo",
      `--kubeconfig=${kubeconfig()}`,
      "--as=ann",
      "--request-timeout=5s",
    ]);
  });

  it("gives a token in a file that only we can read and that is gone afterwards", async () => {
    kubectlIs(`
printf '%s\\n' "$@" > ${join(directory, "argv")}
for word in "$@"; do case $word in --kubeconfig=*) file=\${word#--kubeconfig=};; esac; done
echo "$file" > ${join(directory, "name")}
cp "$file" ${join(directory, "copy")}
stat -c %a "$file" > ${join(directory, "mode")}`);
    await run({ token: TOKEN }, "version");
    const written = (name: string): string => readFileSync(join(directory, name), "utf8").trim();
    expect(written("argv")).not.toContain(TOKEN);
    expect(written("mode")).toBe("600");
    expect(existsSync(written("name"))).toBe(false);
    expect(JSON.parse(written("copy"))).toMatchObject({
      clusters: [{ cluster: { server: "https://kube.example:6443", "certificate-authority-data": "Q0E=" } }],
      users: [{ user: { token: TOKEN, as: "robot", "as-groups": ["g"] } }],
    });
  });

  it("quotes errors, without warnings and without the token", async () => {
    kubectlIs(`echo "Warning: version skew" >&2; echo "error: no ${TOKEN} here" >&2; exit 1`);
    expect(await run({ token: TOKEN }, "version")).toEqual({ succeeded: false, said: ["error: no *** here"] });
  });

  it("quotes the last lines of what is no plain error", async () => {
    kubectlIs("for n in 1 2 3 4 5 6; do echo line $n >&2; done; exit 1");
    const { said } = await run({}, "version");
    expect(said).toEqual(["line 2", "line 3", "line 4", "line 5", "line 6"]);
  });

  it("says how a silent kubectl ended", async () => {
    kubectlIs("kill -9 $$");
    const { succeeded, said } = await run({}, "version");
    expect([succeeded, said[0]]).toEqual([false, expect.stringContaining("SIGKILL") as unknown]);
  });
});
