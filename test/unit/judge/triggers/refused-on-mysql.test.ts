import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const PARTS =
  "create table parts (id int primary key, name varchar(20), kind varchar(5) not null, made date, note text); ";

async function oldOnNew(up: string, schema = PARTS): Promise<string> {
  const { oldOnNew: seen } = await judgementOf("mysql", { schema, up, down: null });
  return `${seen.verdict} ${seen.when}`;
}

function logged(table: string, insert: string): string {
  return `create table parts_log (${table}); create trigger logs after update on parts for each row ${insert}`;
}

function filled(column: string, value: string): string {
  return `alter table parts add column ${column}; create trigger fills before insert on parts for each row set new.extra = ${value}`;
}

describe("a trigger that goes", () => {
  it.each([
    ["took nulls for what is required", "set new.kind = coalesce(new.kind, 'x')", "writes_break if_referenced"],
    ["wrote what need not be there", "set new.note = 'x'", "behaviour_change always"],
  ])("%s", async (_, body, expected) => {
    const schema = `${PARTS}create trigger fills before insert on parts for each row ${body}`;
    expect(await oldOnNew("drop trigger fills", schema)).toBe(expected);
  });
});

describe("what a trigger writes through a view", () => {
  const VIEW =
    "create table made (id int auto_increment primary key, a int); create view all_made as select * from made; ";

  it.each<[Dialect, string, string]>([
    ["mariadb", "insert into all_made () values ()", "writes_break"],
    ["mysql", "insert into all_made () values ()", "behaviour_change"],
    ["mariadb", "insert into all_made values (1)", "writes_break"],
    ["mariadb", "insert into all_made (a) values (1)", "behaviour_change"],
    ["mariadb", "insert into made () values ()", "behaviour_change"],
  ])("comes into the table on %s: %s", async (dialect, insert, verdict) => {
    const up = `create trigger makes after insert on parts for each row ${insert}`;
    const seen = await judgementOf(dialect, { schema: `${PARTS}${VIEW}`, up, down: null });
    expect(seen.oldOnNew.verdict).toBe(verdict);
  });
});

describe("what a trigger gives to rows", () => {
  it.each([
    ["twice with one key", logged("part_id int primary key", "insert into parts_log (part_id) values (new.id)")],
    ["with a null", logged("name varchar(20) not null", "insert into parts_log (name) values (old.name)")],
    ["too long", logged("name varchar(9)", "insert into parts_log (name) values (new.name)")],
    ["without a value", logged("part_id int, who int not null", "insert into parts_log (part_id) values (new.id)")],
    [
      "longer than each",
      logged("both_of varchar(25)", "insert into parts_log (both_of) values (concat(new.name, '-', new.kind))"),
    ],
    ["into a new column that wants a value", filled("extra varchar(20) not null default ''", "lower(new.name)")],
    ["into a new column that is narrow", filled("extra varchar(10)", "new.name")],
    ["into a new column that is unique", filled("extra varchar(20) unique", "new.name")],
    ["to its own table", "create trigger t after insert on parts for each row update parts set note = '' where id = 1"],
    ["by place, one too few", logged("part_id int, who int", "insert into parts_log values (new.id)")],
    [
      "through a view, with a null",
      logged("part_id int not null, who int", "insert into log_view (part, who) values (null, 1)").replace(
        "; create trigger",
        "; create view log_view as select part_id as part, who from parts_log; create trigger",
      ),
    ],
    ["from what has no limit", filled("extra varchar(200)", "trim(new.note)")],
  ])("may be refused: %s", async (_, up) => {
    expect(await oldOnNew(up)).toBe("writes_break if_data");
  });

  it.each([
    [
      "under a number of its own",
      logged(
        "id int auto_increment primary key, part_id int not null",
        "insert into parts_log (part_id) values (old.id)",
      ),
    ],
    [
      "with room for all",
      logged(
        "both_of varchar(26), at datetime not null",
        "insert into parts_log (both_of, at) values (concat(new.name, '-', new.kind), now())",
      ),
    ],
    [
      "where a key that is there is minded",
      logged("part_id int primary key", "insert ignore into parts_log (part_id) values (new.id)"),
    ],
    ["into a new column as wide", filled("extra varchar(20)", "upper(new.name)")],
    ["into a new column that cuts", filled("extra varchar(10)", "left(new.name, 10)")],
  ])("is taken: %s", async (_, up) => {
    expect(await oldOnNew(up)).toBe("compatible always");
  });
});
