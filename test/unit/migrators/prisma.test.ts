import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { prisma } = migrators;

const COLUMNS = ["id", "migration_name", "checksum", "started_at", "finished_at", "rolled_back_at", "logs"];

const TIME = new Date("2024-01-02T03:04:05.678Z");

describe("Prisma", () => {
  it("counts a migration once, whatever attempts it took, and calls what neither ended nor was marked dirty", async () => {
    const rows = [
      { migration_name: "1_a", finished_at: TIME, rolled_back_at: null },
      { migration_name: "2_b", finished_at: null, rolled_back_at: TIME },
      { migration_name: "2_b", finished_at: TIME, rolled_back_at: null },
      { migration_name: "3_c", finished_at: TIME, rolled_back_at: TIME },
      { migration_name: "4_d", finished_at: null, rolled_back_at: null },
    ];
    const ledger = await prisma.readLedger(fakeDatabase({ _prisma_migrations: COLUMNS }, rows), { variables: {} }, []);
    expect(ledger).toMatchObject({
      applied: [
        { name: "1_a", appliedAt: "2024-01-02T03:04:05.678Z" },
        { name: "2_b", appliedAt: "2024-01-02T03:04:05.678Z" },
      ],
      dirty: ["4_d"],
    });
  });

  it("does not take another tool's table for its own", async () => {
    const database = fakeDatabase({ _prisma_migrations: ["id", "name"] }, []);
    await expect(prisma.readLedger(database, { variables: {} }, [])).rejects.toMatchObject({
      trouble: { code: "ledger-not-understood" },
    });
    expect(prisma.recognise(new Map([["_prisma_migrations", new Set(["id", "name"])]]))).toBe(false);
  });

  it.each([
    ["drop table users;", { kind: "sql", transaction: true }],
    ["\uFEFFdrop table users;\r\n", { kind: "sql", text: "drop table users;\r\n" }],
    ["BEGIN;\ndrop table users;\nCOMMIT;", { kind: "sql", transaction: false }],
    ["drop index concurrently users_email;", { kind: "sql", transaction: false }],
    ["create function f() returns void as $$ begin perform 1; end $$ language plpgsql;", { transaction: true }],
    ["-- nothing\n;", { kind: "absent", because: "the SQL file of its down is empty" }],
    [null, { kind: "absent", because: expect.stringContaining("no down.sql") as string }],
  ])("judges a team's down.sql: %j", (text, down) => {
    expect(prisma.knownFrom([{ name: "1_a", text, down: null }])).toMatchObject([{ name: "1_a", down }]);
  });

  it("has no command that reverts", () => {
    expect(prisma.revertCommand({ name: "1_a", file: "1_a", staying: [] }, { variables: {} })).toBeUndefined();
  });
});
