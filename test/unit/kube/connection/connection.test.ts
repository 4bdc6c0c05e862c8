import type { SafeRollbackError } from "../../../../src/errors.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { resolveConnection } from "../../../../src/kube/connection/connection.ts";

type Flags = Parameters<typeof resolveConnection>[0];

const directory = mkdtempSync(join(tmpdir(), "kubeconfig-test-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Writes a file and says its path. */
function file(name: string, text: string): string {
  const path = join(directory, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const main = file(
  "main",
  `
apiVersion: v1
kind: Config
current-context: shop
contexts:
- { name: shop, context: { cluster: shop, user: jo, namespace: orders } }
- { name: bare, context: { cluster: other, user: nobody } }
- { name: dangling, context: { cluster: gone, user: jo } }
clusters:
- { name: shop, cluster: { server: "https://shop.example:6443/", certificate-authority-data: Q0E=, tls-server-name: kube } }
- { name: other, cluster: { server: "https://other.example", insecure-skip-tls-verify: true } }
users:
- { name: jo, user: { token: jo-token } }
- { name: ann, user: { username: ann, password: ann-password } }
`,
);
file("ca.crt", "CA");
file("other.crt", "CA");

function around(variables: Record<string, string> = {}, home = join(directory, "nobody")) {
  return { variables, homeDirectory: home, serviceAccountDirectory: join(directory, "account") };
}

function connect(flags: Flags, where = around({ KUBECONFIG: main })) {
  const { config, namespace, identity, serverHost } = resolveConnection(flags, where);
  return {
    cluster: config.getCurrentCluster(),
    user: config.getCurrentUser(),
    namespace,
    identity: Object.fromEntries(identity),
    serverHost,
  };
}

function troubleOf(flags: Flags, where = around({ KUBECONFIG: main })) {
  try {
    resolveConnection(flags, where);
  } catch (error) {
    return (error as SafeRollbackError).trouble;
  }
  throw new Error("it connects");
}

describe("which kubeconfig", () => {
  it("uses the file of --kubeconfig alone, even with KUBECONFIG set", () => {
    const flags = { kubeconfig: main };
    expect(connect(flags, around({ KUBECONFIG: "/nowhere" })).serverHost).toBe("shop.example:6443");
  });

  it("merges the files of KUBECONFIG: the first to name something wins, missing files do not matter", () => {
    const first = file(
      "first",
      `
current-context: mixed
contexts: [{ name: mixed, context: { cluster: shop, user: new } }]
users: [{ name: jo, user: { token: first-token } }]
`,
    );
    const second = file("second", `{ users: [{ name: new, user: { token: second-token } }], current-context: shop }`);
    const empty = file("empty", "");
    const list = [first, join(directory, "missing"), empty, second, main].join(delimiter);
    const where = around({ KUBECONFIG: list });
    expect(connect({}, where)).toMatchObject({ serverHost: "shop.example:6443", user: { token: "second-token" } });
    expect(connect({ user: "jo" }, where).user).toMatchObject({ token: "first-token" });
  });

  it("looks into ~/.kube/config when nothing else is said", () => {
    file("home/.kube/config", `{ clusters: [{ name: a, cluster: { server: "https://home" } }] }`);
    expect(connect({ cluster: "a" }, around({}, join(directory, "home"))).serverHost).toBe("home");
  });

  it("finds files beside the kubeconfig that names them", () => {
    file("sub/token", "t");
    file("sub/ca.crt", "CA");
    const path = file(
      "sub/config",
      `
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://c", certificate-authority: ca.crt } }]
users: [{ name: u, user: { tokenFile: token } }]
`,
    );
    expect(connect({ kubeconfig: path })).toMatchObject({
      cluster: { caFile: join(directory, "sub/ca.crt") },
      user: { authProvider: { config: { tokenFile: join(directory, "sub/token") } } },
    });
  });

  it("uses the Pod's service account when it runs in one", () => {
    file("account/token", "t");
    file("account/ca.crt", "CA");
    file("account/namespace", "jobs\n");
    const pod = around({ KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" });
    expect(connect({}, pod)).toMatchObject({
      cluster: { server: "https://10.0.0.1:443", caFile: join(directory, "account/ca.crt"), skipTLSVerify: false },
      user: { authProvider: { name: "tokenFile" } },
      namespace: "jobs",
    });
  });
});

describe("flags over the kubeconfig", () => {
  it("uses the current context by itself", () => {
    expect(connect({})).toMatchObject({
      cluster: { server: "https://shop.example:6443", caData: "Q0E=", tlsServerName: "kube", skipTLSVerify: false },
      user: { token: "jo-token" },
      namespace: "orders",
      identity: {},
    });
  });

  it("uses the namespace of the flag, and default when nobody says one", () => {
    expect([connect({ namespace: "x" }).namespace, connect({ context: "bare" }).namespace]).toEqual(["x", "default"]);
  });

  it("is anonymous when the context's user does not exist, as kubectl is", () => {
    expect(connect({ context: "bare" }).user).toEqual({ name: "resolved" });
  });

  it("replaces cluster and user", () => {
    expect(connect({ cluster: "other", user: "ann" })).toMatchObject({
      cluster: { server: "https://other.example", skipTLSVerify: true },
      user: { username: "ann", password: "ann-password" },
    });
  });

  it("does not use another server's certificate name", () => {
    const { cluster } = connect({ server: "https://10.1.1.1:6443" });
    expect(cluster).toMatchObject({ server: "https://10.1.1.1:6443", caData: "Q0E=" });
    expect(cluster).not.toHaveProperty("tlsServerName");
  });

  it("replaces everything about trust with what a flag says", () => {
    const authority = join(directory, "ca.crt");
    expect(connect({ certificateAuthority: authority, context: "bare" }).cluster).toEqual({
      name: "resolved",
      server: "https://other.example",
      caFile: authority,
      skipTLSVerify: false,
      pluginConfig: undefined,
    });
    expect(connect({ insecureSkipTlsVerify: true, tlsServerName: "n" }).cluster).toEqual({
      name: "resolved",
      server: "https://shop.example:6443",
      skipTLSVerify: true,
      tlsServerName: "n",
      pluginConfig: undefined,
    });
  });

  it("takes a token for the whole identity, but for certificates", () => {
    const clientCertificate = join(directory, "other.crt");
    expect(connect({ user: "ann", token: "t", clientCertificate }).user).toEqual({
      name: "resolved",
      token: "t",
      certFile: clientCertificate,
    });
  });

  it("needs no kubeconfig when the server is said; without a scheme it is http, as in kubectl", () => {
    expect(connect({ server: "127.0.0.1:8001" }, around())).toMatchObject({
      cluster: { server: "http://127.0.0.1:8001" },
      namespace: "default",
    });
    expect(connect({ server: "k:6443", insecureSkipTlsVerify: true }, around()).cluster?.server).toBe("https://k:6443");
  });

  it("trusts the machine's authorities when the kubeconfig names none, as kubectl does", () => {
    const certificate = expect.stringMatching(/^LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t/) as unknown; // "-----BEGIN CERTIFICATE-----"
    expect(connect({ server: "https://k" }, around()).cluster).toMatchObject({ caData: certificate });
  });

  it("impersonates users, groups and uids", () => {
    expect(connect({ as: "ann", asGroup: ["a", "b"], asUid: "7" }).identity).toEqual({
      "Impersonate-User": ["ann"],
      "Impersonate-Group": ["a", "b"],
      "Impersonate-Uid": ["7"],
    });
  });

  it("impersonates whom the kubeconfig says", () => {
    const path = file(
      "as",
      `
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://c" } }]
users: [{ name: u, user: { as: bot, as-groups: [g], as-user-extra: { "example.org/scope": [x] } } }]
`,
    );
    expect(connect({ kubeconfig: path }).identity).toEqual({
      "Impersonate-User": ["bot"],
      "Impersonate-Group": ["g"],
      "Impersonate-Extra-example.org%2Fscope": ["x"],
    });
  });

  it("tells a credential program what it would learn from kubectl", () => {
    const path = file(
      "exec/config",
      `
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://c", certificate-authority-data: Q0E= } }]
users:
- name: u
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ./login
      args: [now]
      env: [{ name: REGION, value: eu }]
      provideClusterInfo: true
`,
    );
    const notice = {
      kind: "ExecCredential",
      apiVersion: "client.authentication.k8s.io/v1",
      spec: {
        cluster: {
          server: "https://c",
          "insecure-skip-tls-verify": false,
          "certificate-authority-data": "Q0E=",
        },
        interactive: false,
      },
    };
    expect(connect({ kubeconfig: path }).user).toMatchObject({
      exec: {
        command: join(directory, "exec/login"),
        args: ["now"],
        env: [
          { name: "REGION", value: "eu" },
          { name: "KUBERNETES_EXEC_INFO", value: JSON.stringify(notice) },
        ],
      },
    });
  });
});

describe("what cannot be used", () => {
  it.each<[string, Flags, string]>([
    [
      "a missing --kubeconfig",
      { kubeconfig: "/nowhere/config" },
      "usage: --kubeconfig names /nowhere/config, which does not exist",
    ],
    ["an unknown context", { context: "shpo" }, `usage: no context "shpo": ${main} does not have it`],
    ["an unknown cluster", { cluster: "x" }, `usage: --cluster names "x", which ${main} does not have`],
    ["an unknown user", { user: "x" }, `usage: --user names "x", which ${main} does not have`],
    [
      "a context whose cluster is missing",
      { context: "dangling" },
      `cluster-unreachable: the context names the cluster "gone", which ${main} lacks`,
    ],
    [
      "an authority that cannot be read",
      { certificateAuthority: "/nowhere/ca" },
      "cluster-unreachable: the certificate authority file /nowhere/ca cannot be read",
    ],
    [
      "trust that contradicts itself",
      { certificateAuthority: "/x", insecureSkipTlsVerify: true },
      "usage: --certificate-authority and --insecure-skip-tls-verify contradict each other",
    ],
    ["a server of another kind", { server: "ftp://x" }, "usage: --server is no http or https address"],
    [
      "credentials in the server",
      { server: "https://jo:pw@x" },
      "usage: --server holds a user or a password, which is not supported",
    ],
    ["a group without a user", { asGroup: ["g"] }, "usage: a group or uid to impersonate was given without a user"],
  ])("refuses %s", (_, flags, said) => {
    const { code, summary } = troubleOf(flags);
    expect(`${code}: ${summary}`).toBe(said);
  });

  it("lists the contexts there are", () => {
    expect(troubleOf({ context: "shpo" }).facts).toEqual(["contexts: bare, dangling, shop"]);
  });

  it("refuses a malformed file by name and place, without quoting what stands in it", () => {
    const path = file("broken", "users:\n- name: jo\n  user: { token: hunter2 ]\n");
    const { code, summary } = troubleOf({}, around({ KUBECONFIG: path }));
    expect(code).toBe("cluster-unreachable");
    expect(summary).toMatch(new RegExp(`^the kubeconfig ${path} is malformed: .*\\(3:\\d+\\)$`));
    expect(summary).not.toContain("hunter2");
  });

  it("refuses a file that is no kubeconfig at all", () => {
    const path = file("text", "hello");
    expect(troubleOf({}, around({ KUBECONFIG: path })).summary).toBe(
      `the kubeconfig ${path} is malformed: it holds no object`,
    );
  });

  it("refuses a directory in place of a file", () => {
    expect(troubleOf({ kubeconfig: directory }).summary).toBe(`the kubeconfig ${directory} cannot be read (EISDIR)`);
  });

  it("says where it looked when there is none", () => {
    expect(troubleOf({}, around({ KUBECONFIG: "/nowhere/a" }))).toMatchObject({
      code: "cluster-unreachable",
      summary: "there is no kubeconfig, so no cluster is known",
      facts: ["looked for /nowhere/a", "this is not a Pod with a service account either"],
    });
  });

  it("says that no context is current", () => {
    const path = file("aimless", `{ contexts: [{ name: a, context: { cluster: c } }] }`);
    expect(troubleOf({}, around({ KUBECONFIG: path }))).toMatchObject({
      summary: `${path} names no current context`,
      facts: ["contexts: a"],
    });
  });
});
