// Schemas that leave something open: no answer is better than what is known.
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("without the schema before", () => {
  it.each<[Dialect, string, string]>([
    ["postgresql", "create or replace function f() returns int language sql as 'select 1'", "drop function f()"],
    ["mariadb", "create or replace procedure p() select 1", "drop procedure p"],
    ["mysql", "create procedure if not exists p() select 1", "drop procedure p"],
    ["mysql", "create event if not exists e on schedule every 1 day do delete from t", "drop event e"],
    ["mariadb", "create or replace trigger tg before insert on t for each row set new.a = 1", "drop trigger tg"],
    ["sqlite", "create trigger if not exists tg after insert on t begin select 1; end", "drop trigger tg"],
    ["postgresql", "drop sequence s", "create sequence s"],
    ["mariadb", "drop sequence s", "create sequence s"],
    [
      "postgresql",
      "alter table t alter column c drop identity",
      "alter table t alter column c add generated always as identity",
    ],
  ])("what may have been another is not exactly there again: %s, %s", async (dialect, up, down) => {
    expect((await judgementOf(dialect, { up, down })).down.inverse).toBe("differs");
  });

  it.each<[Dialect, string, string]>([
    ["postgresql", "create function f() returns int language sql as 'select 1'", "drop function f()"],
    ["mariadb", "create procedure p() select 1", "drop procedure p"],
    ["postgresql", "create sequence s", "drop sequence s"],
    ["postgresql", "alter sequence s restart with 5", "alter sequence s restart with 1"],
    ["sqlite", "create trigger tg after insert on t begin select 1; end", "drop trigger tg"],
  ])("what is made and dropped is exactly gone: %s, %s", async (dialect, up, down) => {
    expect((await judgementOf(dialect, { up, down })).down.inverse).toBe("exact");
  });
});

describe("a schema that does not say what a type is", () => {
  it.each(["varchar(50)", "text"])("tells not whether its values fit into %s", async (type) => {
    const schema = "create table t (id bigint primary key, m email_address not null)";
    const judged = await judgementOf("postgresql", {
      schema,
      up: `alter table t alter column m type ${type}`,
      down: "alter table t alter column m type email_address using m::email_address",
    });
    expect(judged.oldOnNew.verdict).toBe("undetermined");
    expect(judged.newOnReverted.verdict).toBe("undetermined");
    expect(judged.down.succeeds).toBe("undetermined");
    expect(judged.hazard).toMatchObject({ level: "long_block_all", rewrite: true });
  });
});

describe("a table that is filled from elsewhere", () => {
  const FILLED: readonly (readonly [Dialect, string])[] = [
    ["postgresql", "create table t as select * from elsewhere"],
    ["postgresql", "create table t (like elsewhere including all)"],
    ["mysql", "create table t like elsewhere"],
    ["mariadb", "create table t as select * from elsewhere"],
  ];

  it.each(FILLED)("has the columns that the up names: %s, %s", async (dialect, schema) => {
    const up = "alter table t drop column a";
    const judged = await judgementOf(dialect, { schema, up, down: "alter table t add column a int" });
    expect(judged.oldOnNew).toEqual({ verdict: "reads_and_writes_break", when: "if_referenced" });
    expect(judged.down).toMatchObject({ succeeds: "yes", restores: "structure_only", inverse: "differs" });
  });

  it.each(FILLED)("has them of a type that nobody knows: %s, %s", async (dialect, schema) => {
    const [up, down] = [TO[dialect]("bigint"), TO[dialect]("int")];
    const judged = await judgementOf(dialect, { schema, up, down });
    expect(judged.oldOnNew.verdict).toBe("undetermined");
    expect(judged.down.succeeds).not.toBe("yes");
    expect(judged.down.succeeds).not.toBe("no");
  });
});

const TO: Readonly<Record<Dialect, (type: string) => string>> = {
  postgresql: (type) => `alter table t alter column a type ${type}`,
  mysql: (type) => `alter table t modify a ${type}`,
  mariadb: (type) => `alter table t modify a ${type}`,
  sqlite: (type) => `alter table t add column a ${type}`,
};

describe("a schema that lists not what the up takes away", () => {
  it.each<[Dialect, string, string, string]>([
    ["postgresql", "drop table users", "create table users (id int)", "table:users"],
    ["sqlite", "alter table t drop column a", "alter table t add column a int", "column:t.a"],
    ["mysql", "alter table t drop column a", "alter table t add column a int", "column:t.a"],
    ["mariadb", "drop sequence s", "create sequence s", "sequence:s"],
  ])("is wrong, and the up loses it, %s: %s", async (dialect, up, down, lost) => {
    const judged = await judgementOf(dialect, { schema: "create table t (id int)", up, down });
    expect(judged.oldOnNew.verdict).toBe("undetermined");
    expect(judged.upLoses).toEqual([lost]);
    expect(judged.down).toMatchObject({ restores: "structure_only", inverse: "differs" });
  });

  it("loses nothing that the up does not ask to be there", async () => {
    const up = "drop table if exists users";
    const judged = await judgementOf("postgresql", { schema: "create table t (id int)", up, down: "" });
    expect(judged).toMatchObject({ oldOnNew: { verdict: "compatible" }, upLoses: [] });
  });
});

describe("rows from a file", () => {
  it.each<[Dialect, string]>([
    ["postgresql", "copy t from '/rows'"],
    ["mysql", "load data infile '/rows' into table t"],
  ])("may be refused: %s", async (dialect, down) => {
    const schema = "create table t (id int primary key)";
    const judged = await judgementOf(dialect, { schema, up: "truncate table t", down });
    expect(judged.down).toMatchObject({ succeeds: "data_dependent", restores: "none" });
  });

  it("find no table that is not there", async () => {
    const judged = await judgementOf("postgresql", {
      schema: "create table t ()",
      up: "",
      down: "copy u from '/rows'",
    });
    expect(judged.down.succeeds).toBe("no");
  });
});
