import { describe, expect, it } from "vitest";
import { meaningsOf } from "../../../../src/kube/tunnel/host.ts";

describe("a host, as a Pod in namespace shop resolves it", () => {
  it.each([
    ["db", [{ kind: "service", name: "db", namespace: "shop", sure: true }]],
    ["DB.", [{ kind: "service", name: "db", namespace: "shop", sure: true }]],
    [
      "db.data",
      [
        { kind: "pod", name: "db", subdomain: "data", namespace: "shop", sure: false },
        { kind: "service", name: "db", namespace: "data", sure: false },
      ],
    ],
    ["db.data.svc", [{ kind: "service", name: "db", namespace: "data", sure: true }]],
    ["db.data.svc.cluster.local", [{ kind: "service", name: "db", namespace: "data", sure: true }]],
    ["db.data.svc.k8s.example.com", [{ kind: "service", name: "db", namespace: "data", sure: true }]],
    ["db-0.db.data", [{ kind: "pod", name: "db-0", subdomain: "db", namespace: "data", sure: false }]],
    ["db-0.db.data.svc", [{ kind: "pod", name: "db-0", subdomain: "db", namespace: "data", sure: true }]],
    ["db-0.db.data.svc.cluster.local", [{ kind: "pod", name: "db-0", subdomain: "db", namespace: "data", sure: true }]],
    ["10.96.0.12", [{ kind: "address", address: "10.96.0.12" }]],
    ["[fd00::12]", [{ kind: "address", address: "fd00::12" }]],
    ["fd00::12", [{ kind: "address", address: "fd00::12" }]],
    ["shop.abc123.eu-west-1.rds.amazonaws.com", []],
    [
      "svc.data",
      [
        { kind: "pod", name: "svc", subdomain: "data", namespace: "shop", sure: false },
        { kind: "service", name: "svc", namespace: "data", sure: false },
      ],
    ],
    ["db_1", []],
    ["", []],
  ])("%s", (host, meanings) => {
    expect(meaningsOf(host, "shop")).toEqual(meanings);
  });
});
