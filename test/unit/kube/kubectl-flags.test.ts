import type { KubeFlags } from "../../../src/kube/connection/client.ts";
import { describe, expect, it } from "vitest";
import { kubectlFlags, limitText } from "../../../src/kube/kubectl-flags.ts";

const all: Required<KubeFlags> = {
  kubeconfig: "/k",
  context: "c",
  cluster: "l",
  user: "u",
  namespace: "n",
  as: "a",
  asGroup: ["g", "h"],
  asUid: "7",
  server: "https://s",
  token: "hunter2",
  certificateAuthority: "/ca",
  insecureSkipTlsVerify: false,
  tlsServerName: "t",
  clientCertificate: "/cert",
  clientKey: "/key",
  requestTimeout: "1m",
  cacheDir: "/cache",
  verbosity: "6",
};

describe("kubectlFlags", () => {
  it("spells every flag as kubectl does, and never the token", () => {
    expect(kubectlFlags(all, "30000ms")).toEqual([
      "--kubeconfig=/k",
      "--context=c",
      "--cluster=l",
      "--user=u",
      "--server=https://s",
      "--certificate-authority=/ca",
      "--insecure-skip-tls-verify=false",
      "--tls-server-name=t",
      "--client-certificate=/cert",
      "--client-key=/key",
      "--as=a",
      "--as-group=g",
      "--as-group=h",
      "--as-uid=7",
      "--cache-dir=/cache",
      "--v=6",
      "--request-timeout=1m",
    ]);
  });

  it("leaves the choice of cluster and credentials to a kubeconfig that holds them", () => {
    expect(
      kubectlFlags({ context: "c", server: "https://s", token: "hunter2", as: "a" }, "30000ms", "/private"),
    ).toEqual(["--kubeconfig=/private", "--as=a", "--request-timeout=30000ms"]);
  });

  it("hands our own time limit on when none was given", () => {
    expect([kubectlFlags({}, limitText(30_000)), kubectlFlags({}, limitText(null))]).toEqual([
      ["--request-timeout=30000ms"],
      ["--request-timeout=0"],
    ]);
  });
});
