// The schema, or the database, that names need not say: nothing in it is listed by it.
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

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
  ])("is lost on %s: %s; %s", async (dialect, schema, up, upLoses) => {
    const judged = await judgementOf(dialect, { schema, up, down: null });
    expect([judged.oldOnNew.verdict, judged.upLoses]).toEqual(["reads_and_writes_break", upLoses]);
  });

  it("is not what is in a database that the up makes", async () => {
    const { down } = await judgementOf("mysql", {
      schema: "create table t (a int)",
      up: "create database log; create table log.u (a int)",
      down: "drop database log",
    });
    expect(down.loses).toEqual(["table:log.u"]);
  });

  it("may be a database that was there before an up made it unless it was", async () => {
    const { down } = await judgementOf("mysql", {
      schema: "create table t (a int)",
      up: "create database if not exists log",
      down: "drop database log",
    });
    expect(down).toMatchObject({ loses: ["schema:log"], inverse: "differs" });
  });

  it("keeps PostgreSQL from dropping the schema without cascade", async () => {
    const scripts = { schema: "create table t (a int)", up: "", down: "drop schema public" };
    expect((await judgementOf("postgresql", scripts)).down.succeeds).toBe("no");
  });
});
