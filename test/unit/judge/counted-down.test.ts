import { expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

it.each([
  ["int unsigned", "size - 1", "writes_break"],
  ["int unsigned", "size + 1", "behaviour_change"],
  ["int unsigned", "greatest(size, 1) - old.lost", "writes_break"],
  ["int", "size - 1", "behaviour_change"],
])("a trigger that sets a column of %s to %s", async (type, value, verdict) => {
  const schema = `create table teams (id int primary key, size ${type} not null default 0);
    create table members (id int primary key, team_id int, lost int)`;
  const up = `create trigger left_team after delete on members for each row
    update teams set size = ${value} where id = old.team_id`;
  const { oldOnNew } = await judgementOf("mysql", { schema, up, down: "drop trigger left_team" });
  expect(oldOnNew).toEqual({ verdict, when: "if_data" });
});
