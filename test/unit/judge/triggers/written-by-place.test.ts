import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const TABLES = "create table parts (id int, name varchar(9)); create table parts_log (id int, name varchar(9))";

/** A function and a trigger of PostgreSQL that run a statement for each new row. */
function traced(statement: string): string {
  return `create function trace() returns trigger language plpgsql as $$ begin ${statement}; return new; end $$;
    create trigger traced after insert on parts for each row execute function trace()`;
}

async function oldOnNew(dialect: Dialect, trigger: string, up: string): Promise<string> {
  return (await judgementOf(dialect, { schema: `${TABLES}; ${trigger}`, up, down: null })).oldOnNew.verdict;
}

describe("a trigger that writes rows without naming their columns", () => {
  it.each<[Dialect, string, string]>([
    ["postgresql", traced("insert into parts_log values (new.*)"), "alter table parts add column note text"],
    ["postgresql", traced("insert into parts_log select (new).*"), "alter table parts add column note text"],
    [
      "mariadb",
      "create trigger traced after insert on parts for each row insert into `parts_log` values (new.id, new.name)",
      "alter table parts_log add column note int",
    ],
    [
      "sqlite",
      "create trigger traced after insert on parts begin insert or ignore into parts_log select new.id, new.name; end",
      "alter table parts_log add column note int",
    ],
    [
      "mysql",
      "create trigger traced before delete on parts for each row insert into parts_log select * from parts where id = old.id",
      "alter table parts add column note int",
    ],
    [
      "sqlite",
      "create trigger traced before delete on parts begin insert into parts_log select * from parts where id = old.id; end",
      "alter table parts add column note int",
    ],
  ])("fails on %s once there is a column more: %s", async (dialect, trigger, up) => {
    expect(await oldOnNew(dialect, trigger, up)).toBe("writes_break");
  });

  it.each<[Dialect, string, string]>([
    [
      "postgresql",
      traced("insert into parts_log values (new.id, new.name)"),
      "alter table parts_log add column note text",
    ],
    [
      "postgresql",
      traced("insert into parts_log values (new.*)"),
      "alter table parts_log add column note text; alter table parts add column note text",
    ],
    [
      "mariadb",
      "create trigger traced after insert on parts for each row insert into parts_log (id, name) values (new.id, new.name)",
      "alter table parts_log add column note int",
    ],
  ])("goes on, on %s, where it names them or the values suffice: %s", async (dialect, trigger, up) => {
    expect(await oldOnNew(dialect, trigger, up)).toBe("compatible");
  });
});
