import type { Ledger } from "../../../src/model/migration.ts";
import { describe, expect, it } from "vitest";
import { knownByTime } from "../../../src/observe/by-time.ts";
import { situation } from "../../support/builders.ts";

const { leaving } = situation({ ledger: "a", leaving: "a", returning: "a" });
const at = { ...leaving, createdAt: "2026-02-01T00:00:00Z", reused: false };

function ledger(...times: (string | null)[]): Ledger {
  const applied = times.map((appliedAt, index) => ({ name: `m${index}`, appliedAt }));
  return { table: "knex_migrations", applied, dirty: [], lock: null, complete: true };
}

describe("knownByTime", () => {
  it("gives the returning image what was applied before the leaving revision existed", () => {
    const known = knownByTime(ledger("2026-01-01T00:00:00Z", "2026-02-01T00:00:05Z"), at, "returning");
    expect(known).toMatchObject({ known: true, from: "time", value: [{ name: "m0" }] });
  });

  it("gives the leaving image everything", () => {
    const known = knownByTime(ledger("2026-01-01T00:00:00Z", "2026-02-01T00:00:05Z"), at, "leaving");
    expect(known).toMatchObject({ known: true, value: [{ name: "m0" }, { name: "m1" }] });
  });

  it.each([
    { name: "a ledger without times", of: ledger("2026-01-01T00:00:00Z", null), revision: at },
    { name: "an empty ledger", of: ledger(), revision: at },
    {
      name: "a revision that an undo brought back",
      of: ledger("2026-01-01T00:00:00Z"),
      revision: { ...at, reused: true },
    },
  ])("says undetermined for $name", ({ of, revision }) => {
    expect(knownByTime(of, revision, "returning")).toMatchObject({ known: false });
  });
});
