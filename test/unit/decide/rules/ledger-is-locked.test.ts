import { describe, expect, it } from "vitest";
import { COMMAND, commandsOf, judge } from "../judge.ts";

describe("ledger-is-locked", () => {
  it("stops while the lock is held, and says by whom, since when, and how knex frees it", () => {
    const lock = { what: "knex_migrations_lock: is_locked = 1", holder: "pod-1", since: "2026-11-22T09:00:00Z" };
    const finding = judge("ledger-is-locked", { lock });
    expect(finding).toMatchObject({
      weight: "blocker",
      facts: ["knex_migrations_lock: is_locked = 1", "held by pod-1", "held since 2026-11-22T09:00:00Z"],
    });
    expect(commandsOf(finding)).toEqual([
      COMMAND,
      "kubectl exec deployment/myapp -n shop -c web -- node node_modules/knex/bin/cli.js migrate:unlock",
    ]);
  });

  it("says that holder and time are undetermined where the tool stores none", () => {
    const finding = judge("ledger-is-locked", { tool: "dbmate", lock: { what: "a lock", holder: null, since: null } });
    expect(finding?.facts).toEqual([
      "a lock",
      "held by nobody named, the tool stores no holder",
      "held since a time that the tool does not store",
    ]);
    expect(commandsOf(finding)).toEqual([COMMAND]);
  });

  it("stays silent while nothing is locked", () => {
    expect(judge("ledger-is-locked", {})).toBeUndefined();
  });
});
