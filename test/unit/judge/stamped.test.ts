// Columns that an update stamps with its time, though it does not name them.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const STAMP = "timestamp not null default current_timestamp on update current_timestamp";
const PARTS = `create table parts (id int primary key, number int, changed ${STAMP});`;

describe("an update of a table with `on update current_timestamp`", () => {
  it.each([
    [PARTS, "alter table parts add place int; update parts set place = 5", "behaviour_change", ["parts.changed"]],
    [PARTS, "update parts set number = 0 where number is null", "behaviour_change", ["parts.number", "parts.changed"]],
    [
      PARTS,
      "insert into parts (id) values (1) on duplicate key update number = 3",
      "behaviour_change",
      ["parts.number", "parts.changed"],
    ],
    [PARTS, "alter table parts add place int; update parts set place = 5, changed = changed", "compatible", []],
    [
      `${PARTS} create table logs (id int primary key); create trigger t after delete on logs for each row update parts set number = 1;`,
      "delete from logs",
      "behaviour_change",
      ["logs", "parts.number", "parts.changed"],
    ],
    [
      "create table parts (id int primary key, number int);",
      `alter table parts add changed ${STAMP}, add place int; update parts set place = 5`,
      "compatible",
      [],
    ],
    [
      PARTS,
      "insert into parts (id) values (1) on duplicate key update changed = now()",
      "behaviour_change",
      ["parts.changed"],
    ],
  ])("overwrites what it does not name: %s %s", async (schema, up, verdict, lost) => {
    const judged = await judgementOf("mariadb", { schema, up, down: "alter table parts drop place" });
    expect([judged.oldOnNew.verdict, judged.upLoses.map((loss) => loss.replace(/^\w+:/, ""))]).toEqual([verdict, lost]);
  });

  it("is not undone by a down that drops the column that was filled", async () => {
    const { down } = await judgementOf("mysql", {
      schema: PARTS,
      up: "alter table parts add place int; update parts set place = 5",
      down: "alter table parts drop place",
    });
    expect([down.restores, down.inverse]).toEqual(["none", "exact"]);
  });

  it("is kept by what is qualified no more than by another table's", async () => {
    const judged = await judgementOf("postgresql", {
      schema: "create table parts (id int primary key, number int)",
      up: "merge into parts using (values (1, 2)) as more (id, number) on parts.id = more.id when matched then update set number = more.number",
      down: null,
    });
    expect(judged.upLoses).toEqual(["values:parts.number"]);
  });

  it("overwrites what the up shows to be stamped, without the schema", async () => {
    const { down } = await judgementOf("mysql", {
      up: `alter table parts add changed ${STAMP}`,
      down: "update parts set number = 1",
    });
    expect(down.loses).toEqual(["values:parts.number", "values:parts.changed"]);
  });
});
