import type { KubeFlags } from "../../../../src/kube/connection/client.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectCluster } from "../../../../src/kube/connection/client.ts";
import { readDeployment } from "../../../../src/kube/workload/objects.ts";

const ref = { kind: "Deployment", namespace: "shop", name: "myapp" } as const;
const found = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "myapp" } };

let server: Server;
let directory: string;
const received: IncomingMessage[] = [];
let respond: (response: ServerResponse) => void;

beforeEach(async () => {
  received.length = 0;
  respond = (response) => response.setHeader("content-type", "application/json").end(JSON.stringify(found));
  server = createServer((request, response) => {
    received.push(request);
    respond(response);
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  directory = mkdtempSync(join(tmpdir(), "requests-test-"));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true });
});

function connect(flags: KubeFlags = {}, user = "{}") {
  const { port } = server.address() as AddressInfo;
  const kubeconfig = join(directory, "config");
  const text = `
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "http://127.0.0.1:${port}" } }]
users: [{ name: u, user: ${user} }]
`;
  writeFileSync(kubeconfig, text);
  return connectCluster({ kubeconfig, ...flags });
}

/** The values of a header as they came, not joined. */
function headerOf(request: IncomingMessage | undefined, name: string): readonly string[] {
  const raw = request?.rawHeaders ?? [];
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
}

describe("every request", () => {
  it("impersonates with one header for each group", async () => {
    await readDeployment(connect({ as: "ann", asGroup: ["a", "b, c"], asUid: "7" }), ref);
    expect(
      ["impersonate-user", "impersonate-group", "impersonate-uid"].map((name) => headerOf(received[0], name)),
    ).toEqual([["ann"], ["a", "b, c"], ["7"]]);
  });

  it("carries the token of the kubeconfig, or that of the flag", async () => {
    await readDeployment(connect({}, "{ token: from-file }"), ref);
    await readDeployment(connect({ token: "from-flag" }, "{ token: from-file }"), ref);
    expect(received.map(({ headers }) => headers.authorization)).toEqual(["Bearer from-file", "Bearer from-flag"]);
  });

  it("carries the token that a credential program prints", async () => {
    const program = join(directory, "login");
    const script = `#!/bin/sh
test -n "$KUBERNETES_EXEC_INFO" || exit 1
echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-program"}}'
`;
    writeFileSync(program, script, { mode: 0o700 });
    const user = "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: ./login } }";
    await readDeployment(connect({}, user), ref);
    expect(received.map(({ headers }) => headers.authorization)).toEqual(["Bearer from-program"]);
  });

  it("uses the connection of the one before", async () => {
    const kube = connect();
    await readDeployment(kube, ref);
    await setImmediate(); // until the connection is idle again
    await readDeployment(kube, ref);
    expect(new Set(received.map(({ socket }) => socket.remotePort)).size).toBe(1);
  });

  it("asks once more when the server has closed the connection of the one before", async () => {
    const kube = connect();
    await readDeployment(kube, ref);
    await setImmediate(); // until the connection is idle again
    const usual = respond;
    respond = (response) => {
      respond = usual;
      response.destroy();
    };
    await expect(readDeployment(kube, ref)).resolves.toMatchObject({ metadata: { name: "myapp" } });
  });

  it("gives up on a server that never answers", async () => {
    respond = () => undefined;
    await expect(readDeployment(connect({ requestTimeout: "50ms" }), ref)).rejects.toMatchObject({
      trouble: {
        code: "cluster-unreachable",
        summary: expect.stringContaining("did not answer within 0.05 s") as unknown,
      },
    });
  });

  it("gives up on a server that begins to answer and then stops", async () => {
    respond = (response) => {
      response.setHeader("content-type", "application/json");
      response.write("{");
    };
    await expect(readDeployment(connect({ requestTimeout: "50ms" }), ref)).rejects.toMatchObject({
      trouble: { code: "cluster-unreachable" },
    });
  });

  it("gives up on a credential program that never ends", async () => {
    const user = "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: sleep, args: ['2'] } }";
    await expect(readDeployment(connect({ requestTimeout: "50ms" }, user), ref)).rejects.toMatchObject({
      trouble: {
        code: "cluster-unreachable",
        summary: "the kubeconfig's credentials were not ready within 0.05 s",
      },
    });
  });
});

describe("troubles of a request", () => {
  it("says that the workload does not exist", async () => {
    respond = (response) => {
      response.statusCode = 404;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ kind: "Status", code: 404, message: 'deployments.apps "myapp" not found' }));
    };
    await expect(readDeployment(connect(), ref)).rejects.toMatchObject({
      trouble: { code: "workload-not-found", summary: 'there is no deployment/myapp in namespace "shop"' },
    });
  });

  it("says who may not read it", async () => {
    const message =
      'deployments.apps "myapp" is forbidden: User "jo" cannot get resource "deployments" in API group "apps" in the namespace "shop"';
    respond = (response) => {
      response.statusCode = 403;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ kind: "Status", code: 403, message }));
    };
    await expect(readDeployment(connect(), ref)).rejects.toMatchObject({
      trouble: {
        code: "not-permitted",
        summary: '"jo" may not get deployments.apps "myapp" in namespace "shop"',
        facts: [message],
      },
    });
  });

  it("says that nothing listens", async () => {
    const kube = connect();
    await new Promise((closed) => {
      server.close(closed);
    });
    await expect(readDeployment(kube, ref)).rejects.toMatchObject({
      trouble: {
        code: "cluster-unreachable",
        summary: `the API server at ${kube.serverHost} refused the connection (ECONNREFUSED)`,
      },
    });
  });

  it("says that what answers speaks no TLS", async () => {
    const { port } = server.address() as AddressInfo;
    await expect(readDeployment(connect({ server: `https://127.0.0.1:${port}` }), ref)).rejects.toMatchObject({
      trouble: { code: "cluster-unreachable" },
    });
  });

  it("says which credential program is missing", async () => {
    const user = "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: no-such-program } }";
    await expect(readDeployment(connect({}, user), ref)).rejects.toMatchObject({
      trouble: {
        code: "cluster-unreachable",
        facts: ["no-such-program was not found or cannot be run (ENOENT)"],
      },
    });
  });

  it("quotes a credential program that fails", async () => {
    const user =
      "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: sh, args: ['-c', 'echo no login >&2; exit 1'] } }";
    await expect(readDeployment(connect({}, user), ref)).rejects.toMatchObject({
      trouble: { code: "cluster-unreachable", facts: ["no login"] },
    });
  });
});
