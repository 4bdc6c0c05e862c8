import type { Database } from "../../../src/ports/database.ts";
import { describe, expect, it } from "vitest";
import { rails } from "../../../src/migrators/rails.ts";
import { UNASKED } from "../../support/fake-database.ts";

const NONE = { variables: {} };

describe("rails", () => {
  it("reverts one version by its number, and writes no schema file", () => {
    expect(rails.revertCommand({ name: "20240101", file: "20240101_a.rb", staying: [] }, NONE)).toEqual({
      argv: ["ruby", "bin/rails", "db:migrate:down", "VERSION=20240101"],
      environment: { SCHEMA: "/dev/null" },
    });
  });

  it.each([
    ["beside Rails' own table", { schema_migrations: ["version"], ar_internal_metadata: ["key"] }, true],
    ["alone", { schema_migrations: ["version"] }, false],
    ["of golang-migrate", { schema_migrations: ["version", "dirty"], ar_internal_metadata: ["key"] }, false],
    ["absent", { ar_internal_metadata: ["key"] }, false],
  ])("is recognised by a ledger %s: %j", (_, tables, recognised) => {
    const columns = new Map(Object.entries(tables).map(([table, names]) => [table, new Set(names)]));
    expect(rails.recognise(columns)).toBe(recognised);
  });

  it("reads versions in the order of their numbers", async () => {
    const { applied } = await rails.readLedger(database(["20240101000000", "7", "NO", "100"]), NONE, undefined);
    expect(applied.map(({ name }) => name)).toEqual(["NO", "7", "100", "20240101000000"]);
  });
});

function database(versions: readonly string[]): Database {
  return {
    seen: { dialect: "postgresql", version: "1", host: "db", name: "shop" },
    query: async () => versions.map((version) => ({ version })),
    ...UNASKED,
    columns: async () => new Map([["schema_migrations", new Set(["version"])]]),
    close: async () => undefined,
  };
}
