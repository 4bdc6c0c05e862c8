import type { ServerIdentity } from "../../../../src/model/server-identity.ts";
import { describe, expect, it } from "vitest";
import { doubtAbout } from "../../../../src/observe/rehearsal/other-server.ts";

const LIVE: ServerIdentity = { place: "db-0 3306 /var/lib/mysql", startedAt: 1_000, cluster: null, follows: false };

describe("a clone", () => {
  it.each<[string, Partial<ServerIdentity>]>([
    ["runs elsewhere", { place: "clone-0 3306 /var/lib/mysql" }],
    ["was started at another time", { startedAt: 2_000 }],
  ])("is another server when it %s", (_, changed) => {
    expect(doubtAbout(LIVE, { ...LIVE, ...changed })).toBeUndefined();
  });

  it.each<[string, Partial<ServerIdentity>, Partial<ServerIdentity>, RegExp]>([
    ["it is the live server", {}, {}, /^the same running server/],
    ["it started within seconds of it, at the same place", {}, { startedAt: 1_004 }, /^the same running server/],
    [
      "the live one is a copy that may follow it",
      { follows: true },
      { place: "x" },
      /^the live URL leads to a read-only/,
    ],
    ["it follows another server itself", {}, { place: "x", follows: true }, /^it is a read-only copy/],
    ["both write to each other", { cluster: "c" }, { place: "x", cluster: "c" }, /^both are servers of one cluster/],
  ])("is refused when %s", (_, live, other, fact) => {
    expect(doubtAbout({ ...LIVE, ...live }, { ...LIVE, ...other })?.fact).toMatch(fact);
  });
});
