import type { SafeRollbackError } from "../../../../src/errors.ts";
import { describe, expect, it } from "vitest";
import { refusedUndo, undoWords } from "../../../../src/kube/undo/words.ts";

const ref = { kind: "Deployment", namespace: "shop", name: "myapp" } as const;
const server = { serverHost: "kube.example", requestTimeoutMs: 30_000 };

function troubleOf(...said: readonly string[]) {
  return (refusedUndo({ ref, toRevision: 3, said, server }, "step-failed") as SafeRollbackError).trouble;
}

describe("undoWords", () => {
  it("always says namespace and number", () => {
    expect(undoWords(ref, 3)).toEqual(["rollout", "undo", "deployment/myapp", "-n", "shop", "--to-revision=3"]);
  });
});

describe("refusedUndo", () => {
  it.each<[string, string]>([
    [
      "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
      "workload-paused",
    ],
    ["error: unable to find specified revision 3 in history", "revision-not-found"],
    ['error: no rollout history found for deployment "myapp"', "revision-not-found"],
    ['Error from server (NotFound): deployments.apps "myapp" not found', "workload-not-found"],
    ["Unable to connect to the server: dial tcp: lookup kube.example: no such host", "cluster-unreachable"],
    ["The connection to the server kube.example was refused - did you specify the right host?", "cluster-unreachable"],
    ["error: something new", "step-failed"],
  ])("understands %s", (said, code) => {
    expect(troubleOf(said)).toMatchObject({ code, facts: [said] });
  });

  it("says who may not do what", () => {
    const said =
      'Error from server (Forbidden): deployments.apps "myapp" is forbidden: User "jo" cannot patch resource "deployments" in API group "apps" in the namespace "shop"';
    expect(troubleOf(said)).toMatchObject({
      code: "not-permitted",
      summary: '"jo" may not patch deployments.apps "myapp" in namespace "shop"',
    });
  });

  it("quotes an admission refusal and how to ask again", () => {
    const said = 'Error from server: admission webhook "policy.example" denied the request: no Fridays';
    expect(troubleOf(said)).toEqual({
      code: "step-failed",
      summary: "kubectl could not undo deployment/myapp to revision 3",
      facts: [said],
      next: [
        {
          kind: "run",
          command: "kubectl rollout undo deployment/myapp -n shop --to-revision=3 --dry-run=server",
          why: "asks again, without changing anything",
        },
      ],
    });
  });
});
