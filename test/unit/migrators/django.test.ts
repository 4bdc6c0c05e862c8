import type { Database, Row } from "../../../src/ports/database.ts";
import { describe, expect, it } from "vitest";
import { django } from "../../../src/migrators/django.ts";
import { UNASKED } from "../../support/fake-database.ts";

const NONE = { variables: {} };
const APPLIED = new Date("2026-01-02T03:04:05Z");
const ROWS: readonly Row[] = [{ app: "shop", name: "0001_a.b", applied: APPLIED }];

describe("django", () => {
  it.each([
    ["shop.0002_b", "shop.0001_a", ["shop", "0001_a"]],
    ["shop.0001_a", null, ["shop", "zero"]],
  ])("takes %s back by going to %s in its app", (name, previous, words) => {
    const target = { name, file: `${name}.py`, staying: ["bill.0001_a"], previous };
    expect(django.revertCommand(target, NONE)).toEqual({
      argv: ["python3", "manage.py", "migrate", ...words, "--noinput"],
      environment: {},
    });
  });

  it("has no command where there is no place to go back to", () => {
    expect(django.revertCommand({ name: "shop.0002_b", file: "", staying: [] }, NONE)).toBeUndefined();
  });

  it.each([
    ["postgresql", APPLIED.toISOString()],
    ["mariadb", null],
  ] as const)("gives the time of application only where it has a zone: %s", async (dialect, appliedAt) => {
    const ledger = await django.readLedger(database(dialect, ["id", "app", "name", "applied"]), NONE, undefined);
    expect(ledger.applied).toEqual([{ name: "shop.0001_a.b", appliedAt }]);
  });

  it("does not take another table of this name for its ledger", async () => {
    const ledger = django.readLedger(database("postgresql", ["id", "name"]), NONE, undefined);
    await expect(ledger).rejects.toMatchObject({ trouble: { code: "ledger-not-understood" } });
  });
});

function database(dialect: Database["seen"]["dialect"], columns: readonly string[]): Database {
  return {
    seen: { dialect, version: "1", host: "db", name: "shop" },
    query: async () => ROWS,
    ...UNASKED,
    columns: async () => new Map([["django_migrations", new Set(columns)]]),
    close: async () => undefined,
  };
}
