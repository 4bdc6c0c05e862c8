// The schema, or the database, that names need not say: nothing in it is listed by it.
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

describe("everything that goes with the schema it is in", () => {
  it.each<[Dialect, string, string, readonly string[]]>([
    ["postgresql", "create table t (a int)", "drop schema public cascade", ["table:t"]],
    ["postgresql", "create table t (a int)", "drop schema if exists public cascade; create schema public", ["table:t"]],
    [
      "postgresql",
      "create schema s; create table s.t (a int); create table u (a int)",
      "drop schema s cascade",
      ["table:s.t"],
    ],
    [
      "postgresql",
      "create schema s; create table s.t (a int); create table u (a int)",
      "drop schema public cascade",
      ["table:u"],
    ],
    ["mysql", "create table t (a int)", "drop database shop", ["table:t"]],
    ["mariadb", "create table shop.t (a int); create table log.u (a int)", "drop database shop", ["table:shop.t"]],
  ])("is lost on %s: %s; %s", async (dialect, ddl, up, upLoses) => {
    const schema = await statementsOf(dialect, ddl);
    const judged = judge({ dialect, schema, up: await statementsOf(dialect, up), down: null });
    expect([judged.oldOnNew.verdict, judged.upLoses]).toEqual(["reads_and_writes_break", upLoses]);
  });

  it("is not what is in a database that the up makes", async () => {
    const [schema, up, down] = [
      await statementsOf("mysql", "create table t (a int)"),
      await statementsOf("mysql", "create database log; create table log.u (a int)"),
      await statementsOf("mysql", "drop database log"),
    ];
    expect(judge({ dialect: "mysql", schema, up, down }).down.loses).toEqual(["table:log.u"]);
  });

  it("may be a database that was there before an up made it unless it was", async () => {
    const [schema, up, down] = [
      await statementsOf("mysql", "create table t (a int)"),
      await statementsOf("mysql", "create database if not exists log"),
      await statementsOf("mysql", "drop database log"),
    ];
    expect(judge({ dialect: "mysql", schema, up, down }).down).toMatchObject({
      loses: ["schema:log"],
      inverse: "differs",
    });
  });

  it("keeps PostgreSQL from dropping the schema without cascade", async () => {
    const schema = await statementsOf("postgresql", "create table t (a int)");
    const down = await statementsOf("postgresql", "drop schema public");
    expect(judge({ dialect: "postgresql", schema, up: [], down }).down.succeeds).toBe("no");
  });
});
