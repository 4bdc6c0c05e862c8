import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("a tool's notes of what it has applied", () => {
  it.each([
    [
      "postgresql",
      "update alembic_version set version_num = 'b' where alembic_version.version_num = 'a'",
      "update alembic_version set version_num = 'a'",
    ],
    [
      "postgresql",
      "insert into public.schema_migrations (version) values ('1')",
      "delete from public.schema_migrations where version = '1'",
    ],
    ["mariadb", "insert into `flyway_schema_history` values (1)", "delete from `flyway_schema_history`"],
    ["sqlite", 'insert into "SequelizeMeta" (name) values (1)', 'delete from "SequelizeMeta" where name = 1'],
  ] as const)("are read by no code of the application's: %s, %s", async (dialect, up, down) => {
    const judgement = await judgementOf(dialect, {
      up: `alter table t add column c integer; ${up}`,
      down: `alter table t drop column c; ${down}`,
    });
    expect([judgement.oldOnNew.verdict, judgement.upLoses]).toEqual(["compatible", []]);
    expect(judgement.down.loses).toContain("column:t.c");
  });

  it("are not taken for such in a table that may be another's, or is not there", async () => {
    const judgement = await judgementOf("postgresql", {
      schema: "create table migrations (id integer)",
      up: "insert into migrations (id) values (1)",
      down: "delete from knex_migrations",
    });
    expect([judgement.oldOnNew.verdict, judgement.down.succeeds]).toEqual(["behaviour_change", "no"]);
  });

  it("are the tool's own to take, but for all of them at once", async () => {
    const of = async (down: string): Promise<readonly string[]> =>
      (
        await judgementOf("postgresql", {
          schema: "create table schema_migrations (version text)",
          up: "select 1",
          down,
        })
      ).down.loses;
    expect(await of("delete from schema_migrations where version = '1'")).toEqual([]);
    expect(await of("delete from schema_migrations")).toEqual(["rows:schema_migrations"]);
  });
});
