import { ApiException } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { SafeRollbackError, failure } from "../../../src/errors.ts";
import { apiError, ask, askIfPresent, statusOf } from "../../../src/kube/api-error.ts";

const server = { serverHost: "kube.example:6443", requestTimeoutMs: 30_000 };
const asked = { verb: "list", resource: "replicasets.apps", namespace: "shop" };

function answer(code: number, message?: string): ApiException<unknown> {
  const body = message === undefined ? undefined : JSON.stringify({ kind: "Status", message, code });
  return new ApiException(code, "Unknown API Status Code!", body, {});
}

function troubleOf(error: unknown) {
  const translated = apiError(error, asked, server);
  return translated instanceof SafeRollbackError ? translated.trouble : translated;
}

describe("apiError", () => {
  it("names user, verb, resource and namespace of what is forbidden, and how to ask", () => {
    const said =
      'replicasets.apps is forbidden: User "system:serviceaccount:shop:ci" cannot list resource "replicasets" in API group "apps" in the namespace "shop"';
    expect(troubleOf(answer(403, said))).toEqual({
      code: "not-permitted",
      summary: '"system:serviceaccount:shop:ci" may not list replicasets.apps in namespace "shop"',
      facts: [said],
      next: [
        {
          kind: "run",
          command: "kubectl auth can-i list replicasets.apps -n shop",
          why: "must say yes; ask whoever gives permissions in this cluster",
        },
      ],
    });
  });

  it("names what the server names, also when that is another thing than was asked for", () => {
    const said =
      'users "boss" is forbidden: User "jo" cannot impersonate resource "users" in API group "" at the cluster scope';
    expect(troubleOf(answer(403, said))).toMatchObject({ summary: '"jo" may not impersonate users' });
  });

  it("quotes a refusal by admission control", () => {
    const said = 'admission webhook "policy.example" denied the request: no Fridays';
    expect(troubleOf(answer(403, said))).toMatchObject({
      code: "not-permitted",
      summary: 'the API server forbids to list replicasets.apps in namespace "shop"',
      facts: [said],
    });
  });

  it.each<[number, string, string]>([
    [401, "not-permitted", "the API server at kube.example:6443 does not accept your credentials (HTTP 401)"],
    [404, "cluster-unreachable", "kube.example:6443 has no replicasets.apps"],
    [422, "not-permitted", 'the API server refused to list replicasets.apps in namespace "shop" (HTTP 422)'],
    [429, "cluster-unreachable", "the API server at kube.example:6443 cannot answer now (HTTP 429)"],
    [503, "cluster-unreachable", "the API server at kube.example:6443 cannot answer now (HTTP 503)"],
  ])("translates HTTP %i", (code, expected, summary) => {
    expect(troubleOf(answer(code))).toMatchObject({ code: expected, summary });
  });

  it.each<[string, string]>([
    ["ECONNREFUSED", "the API server at kube.example:6443 refused the connection (ECONNREFUSED)"],
    ["ENOTFOUND", "the API server at kube.example:6443 cannot be found: its name does not resolve (ENOTFOUND)"],
    ["ETIMEDOUT", "the API server at kube.example:6443 did not accept a connection in time (ETIMEDOUT)"],
    [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "the certificate of the API server at kube.example:6443 is not trusted (SELF_SIGNED_CERT_IN_CHAIN)",
    ],
    [
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "the certificate of the API server at kube.example:6443 is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)",
    ],
    ["EWHATEVER", "the API server at kube.example:6443 cannot be reached (EWHATEVER)"],
  ])("finds the cause %s of a failed request", (code, summary) => {
    const cause = Object.assign(new Error("the reason"), { code });
    expect(troubleOf(new TypeError("fetch failed", { cause }))).toMatchObject({
      code: "cluster-unreachable",
      summary,
      facts: ["the reason"],
    });
  });

  it("understands a failed fetch whose cause has no code", () => {
    expect(troubleOf(new TypeError("fetch failed", { cause: new Error("bad port") }))).toMatchObject({
      summary: "the API server at kube.example:6443 cannot be reached",
      facts: ["bad port"],
    });
  });

  it("looks into several attempts at one name", () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const cause = new AggregateError([refused, refused]);
    expect(troubleOf(new TypeError("fetch failed", { cause }))).toMatchObject({ facts: ["refused"] });
  });

  it("says after how long it gave up, and by which flag", () => {
    expect(troubleOf(new DOMException("aborted", "TimeoutError"))).toMatchObject({
      code: "cluster-unreachable",
      summary: "the API server at kube.example:6443 did not answer within 30 s",
      facts: [expect.stringContaining("--request-timeout") as unknown],
    });
  });

  it("quotes a failed credential program without its passwords", () => {
    expect(troubleOf(new Error("login failed for https://jo:hunter2@sso.example\n"))).toMatchObject({
      summary: "the kubeconfig's way to get credentials failed",
      facts: ["login failed for https://jo:***@sso.example"],
    });
  });

  it("names a credential program that is missing", () => {
    const missing = Object.assign(new Error("spawn aws ENOENT"), { code: "ENOENT", syscall: "spawn aws", path: "aws" });
    expect(troubleOf(missing)).toMatchObject({ facts: ["aws was not found or cannot be run (ENOENT)"] });
  });

  it("leaves our own mistakes and our own errors alone", () => {
    const bug = new TypeError("undefined is not a function");
    const ours = failure("cluster-unreachable", "said already");
    expect([apiError(bug, asked, server), apiError(ours, asked, server)]).toEqual([bug, ours]);
  });
});

describe("ask", () => {
  it("passes answers on and throws troubles", async () => {
    expect(await ask(server, asked, () => Promise.resolve(1))).toBe(1);
    await expect(ask(server, asked, () => Promise.reject(answer(401)))).rejects.toBeInstanceOf(SafeRollbackError);
  });

  it("takes absence for an answer where the object may be absent", async () => {
    expect(await askIfPresent(server, asked, () => Promise.reject(answer(404)))).toBeUndefined();
    await expect(askIfPresent(server, asked, () => Promise.reject(answer(403)))).rejects.toThrow("forbids");
  });

  it("reads the status of what a watch throws", () => {
    expect(statusOf(Object.assign(new Error("Gone"), { statusCode: 410 }))).toBe(410);
  });
});
