import { describe, expect, it } from "vitest";
import { nodePgMigrate } from "../../../src/migrators/node-pg-migrate.ts";
import { downIn } from "../../../src/migrators/node-pg-migrate/file.ts";

const NONE = { variables: {} };

const named = (name: string): { name: string; text: null; down: null } => ({ name, text: null, down: null });

const revert = (name: string): readonly string[] | undefined =>
  nodePgMigrate.revertCommand({ name, file: name, staying: [] }, NONE)?.argv.slice(2);

const apply = (name: string): readonly string[] | undefined =>
  nodePgMigrate.applyCommand?.({ name, file: name, staying: [] }, NONE)?.argv.slice(2);

describe("node-pg-migrate", () => {
  it("knows its migrations by file without extension, in the order of their times, and leaves other files out", () => {
    const files = [
      "20240103000000000_c.ts",
      "1704153600000_b.js",
      "1704067200000_a.sql",
      "10_ten.js",
      "9_nine.js",
      "10_ten.js.map",
      "10_ten.d.ts",
      "readme.md",
      ".hidden.js",
    ].map(named);
    expect(nodePgMigrate.knownFrom(files).map(({ name }) => name)).toEqual([
      "9_nine",
      "10_ten",
      "1704067200000_a",
      "1704153600000_b",
      "20240103000000000_c",
    ]);
  });

  it("reverts and applies one migration by its name, whatever holes are among the files", () => {
    expect(revert("1704067200000_a")).toEqual(["down", "1704067200000_a", "--no-check-order"]);
    expect(apply("1704067200000_a")).toEqual(["up", "1704067200000_a", "--no-check-order"]);
  });

  it.each(["20240103000000000", "1e3", "0x10", "-f", "1_a_ b"])(
    "has no command for %j, which the tool would not take as a name",
    (name) => expect([revert(name), apply(name)]).toEqual([undefined, undefined]),
  );

  it("says where its ledger is when that is not the usual place", () => {
    const settings = { ...NONE, table: "app.ledger", migrationsDir: "db", databaseUrlEnv: "SHOP_URL" };
    expect(nodePgMigrate.forwardCommand(settings).argv).toEqual([
      "node",
      "node_modules/node-pg-migrate/bin/node-pg-migrate.js",
      "up",
      ...["--migrations-dir", "db", "--migrations-schema", "app", "--migrations-table", "ledger"],
      ...["--database-url-var", "SHOP_URL"],
    ]);
  });

  it.each([
    ["after the up", "-- Up Migration\ncreate table t ();\n-- Down Migration\ndrop table t;", "drop table t;"],
    ["before the up", "--- DOWN MIGRATION\ndrop table t;\n-- Up Migration\ncreate table t ();", "drop table t;\n"],
    [
      "with CRLF and a BOM",
      "\uFEFF-- up migration\r\nselect 1;\r\n-- down migration\r\ndrop table t;\r\n",
      "drop table t;\r\n",
    ],
  ])("finds the down %s", (_, text, down) => {
    expect(downIn(text)).toEqual({ kind: "sql", text: expect.stringContaining(down) as string, transaction: true });
    expect(downIn(text)).not.toMatchObject({ text: expect.stringMatching(/create|select/) as string });
  });

  it.each([
    ["create table t ();", "it has no '-- Down Migration' part, so the tool refuses to revert it"],
    ["create table t ();\n-- Down Migration\n/* nothing */ ;\n", "its down part is empty"],
  ])("finds no down in %j", (text, because) => {
    expect(downIn(text)).toEqual({ kind: "absent", because });
  });
});
