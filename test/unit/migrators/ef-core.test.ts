import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { "ef-core": efCore } = migrators;

const [A, B, C] = ["20240101000000_A", "20240102000000_B", "20240103000000_C"] as const;

describe("EF Core's migrations", () => {
  it("are known by their ids, each with the one before it", () => {
    const files = [C, A, B, "20240104000000_", "Program"].map((name) => ({ name, text: null, down: null }));
    expect(efCore.knownFrom(files).map(({ name, previous }) => [name, previous])).toEqual([
      [A, null],
      [B, A],
      [C, B],
    ]);
  });
});

describe("EF Core's ledger", () => {
  it.each([
    [
      { MigrationId: B, ProductVersion: "8.0.1" },
      { MigrationId: A, ProductVersion: "8.0.1" },
    ],
    [
      { migration_id: B, product_version: "8.0.1" },
      { migration_id: A, product_version: "8.0.1" },
    ],
  ])("is read in the order of its ids, whatever its columns are called: %j", async (...rows) => {
    const columns = Object.keys(rows[0]).map((column) => column.toLowerCase());
    const ledger = await efCore.readLedger(
      fakeDatabase({ __EFMigrationsHistory: columns }, rows),
      { variables: {} },
      [],
    );
    expect(ledger.applied).toEqual([
      { name: A, appliedAt: null },
      { name: B, appliedAt: null },
    ]);
  });

  it.each([
    [["migrationid", "productversion"], true],
    [["migration_id", "product_version"], true],
    [["migrationid", "contextkey", "model", "productversion"], true],
    [["id"], false],
  ])("is recognised by the columns %j: %s", (columns, fits) => {
    expect(efCore.recognise(new Map([["__EFMigrationsHistory", new Set(columns)]]))).toBe(fits);
  });
});

describe("EF Core's way back", () => {
  it.each([
    ["to the one before it", { name: C, staying: [A, B], previous: B }, B],
    ["to nothing, where it is the first", { name: A, staying: [], previous: null }, "0"],
    ["to the newest that stays, where no list says what comes before it", { name: C, staying: [A, B] }, B],
  ])("goes %s", (_, target, word) => {
    const command = efCore.revertCommand({ file: target.name, ...target }, { variables: {} });
    expect(command).toEqual({ argv: ["./efbundle", word], environment: {} });
  });

  it("is not gone where the bundle would also apply what lies below and is not applied", () => {
    const target = { name: C, file: C, staying: [A], previous: B };
    expect(efCore.revertCommand(target, { variables: {} })).toBeUndefined();
  });
});
