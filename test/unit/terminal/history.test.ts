import type { History, HistoryEntry } from "../../../src/model/history.ts";
import { describe, expect, it } from "vitest";
import { historyText } from "../../../src/terminal/history.ts";
import { PLAIN } from "../../../src/terminal/style.ts";

const DATABASE = { dialect: "postgresql", version: "18.3", host: "db.internal", name: "shop" } as const;

describe("a history on the screen", () => {
  it("is one timeline of revisions, images and migrations", async () => {
    const history = historyOf([
      entry(3, {
        current: true,
        brought: { known: true, names: ["20240301_drop_legacy.js", "20240302_index.js"], from: "recorded" },
      }),
      entry(2, { changeCause: "release 2.0", brought: { known: true, names: [], from: "time" } }),
      entry(1, { brought: { known: false, because: "its ReplicaSet has no record, and the ledger has no times" } }),
    ]);
    await expect(
      historyText({ ...history, database: DATABASE, unexplained: ["20230101_init.js"] }, PLAIN),
    ).toMatchFileSnapshot("history.txt");
  });

  it("says why when the ledger could not be read", async () => {
    const history = historyOf([
      entry(1, { current: true, brought: { known: false, because: "the ledger was not read" } }),
    ]);
    await expect(
      historyText({ ...history, unexplained: null, ledgerUnread: "db.internal:5432 refused the password" }, PLAIN),
    ).toMatchFileSnapshot("history-without-ledger.txt");
  });
});

function historyOf(entries: readonly HistoryEntry[]): History {
  return {
    format: "safe-rollback.history/v1",
    workload: { kind: "Deployment", namespace: "shop", name: "myapp" },
    database: null,
    unexplained: [],
    ledgerUnread: null,
    entries,
  };
}

function entry(revision: number, said: Pick<HistoryEntry, "brought"> & Partial<HistoryEntry>): HistoryEntry {
  return {
    revision,
    current: false,
    image: `myapp:v${revision}`,
    createdAt: `2026-11-0${revision}T10:00:00Z`,
    changeCause: null,
    ...said,
  };
}
