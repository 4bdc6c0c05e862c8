import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { drizzle } = migrators;

const OF_0 = ["id", "hash", "created_at"];

const OF_1 = [...OF_0, "name", "applied_at"];

const TIME = new Date("2024-01-02T03:04:05.678Z");

const migration = {
  name: "abc",
  file: "0000_users.sql",
  down: { kind: "sql", text: "drop table b;", transaction: true },
} as const;

const target = { name: "abc", file: "0000_users.sql", staying: [] };

describe("Drizzle", () => {
  it.each([
    ["a release 0, which keeps no time", OF_0, [{ hash: "abc", applied_at: null }], null],
    ["a release 1", OF_1, [{ hash: "abc", applied_at: TIME }], "2024-01-02T03:04:05.678Z"],
    ["a release 1 that found the row there", OF_1, [{ hash: "abc", applied_at: null }], null],
  ])("reads a ledger of %s", async (_, columns, rows, appliedAt) => {
    const database = fakeDatabase({ "drizzle.__drizzle_migrations": columns }, rows);
    const ledger = await drizzle.readLedger(database, { variables: {} }, []);
    expect(ledger).toMatchObject({ table: "drizzle.__drizzle_migrations", applied: [{ name: "abc", appliedAt }] });
  });

  it("looks for the ledger in its own schema on PostgreSQL only", async () => {
    const tables = { "drizzle.__drizzle_migrations": OF_0, __drizzle_migrations: OF_0 };
    const onMySql = await drizzle.readLedger(fakeDatabase(tables, [], "mysql"), { variables: {} }, []);
    const elsewhere = await drizzle.readLedger(fakeDatabase({ __drizzle_migrations: OF_0 }, []), { variables: {} }, []);
    expect([onMySql.table, elsewhere.table]).toEqual(["__drizzle_migrations", "__drizzle_migrations"]);
  });

  it("knows both ways without the lines that only the tool understands, and with semicolons in their place", () => {
    const text = "drop table b;\n--> statement-breakpoint\ndrop table a";
    const up = "create table a ()\n--> statement-breakpoint\n-- nothing\n--> statement-breakpoint\ncreate table b ();";
    const file = { name: "0000_users.sql", text, down: null, up, recordedAs: "abc" };
    expect(drizzle.knownFrom([file])).toEqual([
      {
        ...migration,
        down: { kind: "sql", text: "drop table b;\n\n\ndrop table a\n;", transaction: true },
        up: "create table a ()\n\n;\n\n-- nothing\n\n\ncreate table b ();",
      },
    ]);
  });

  it("takes the row away by its hash", () => {
    const settings = { variables: {}, table: "drizzle.__drizzle_migrations" };
    expect(drizzle.revertDirectly(migration, target, settings)).toEqual({
      kind: "sql",
      text: "drop table b;",
      transaction: true,
      unrecord: { text: "delete from ?? where hash = ?", values: ["drizzle.__drizzle_migrations", "abc"] },
    });
  });

  it("does not revert where nothing told which table the ledger is", () => {
    expect(drizzle.revertDirectly(migration, target, { variables: {} })).toBeUndefined();
  });

  it("has no command that reverts", () => {
    expect(drizzle.revertCommand(target, { variables: {} })).toBeUndefined();
  });
});
