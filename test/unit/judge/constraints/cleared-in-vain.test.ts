// Foreign keys that would leave a null, or a default, where none may be: the delete of the parent is refused.
import type { Judgement } from "../../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

async function judged(schema: string | null, up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema, up, down });
}

function schemaWith(column: string, action: string): string {
  return `create table p (id int primary key);
    create table c (id int primary key, p_id int ${column}, constraint fk foreign key (p_id) references p (id) ${action})`;
}

function restated(action: string): string {
  return `alter table c drop constraint fk, add constraint fk foreign key (p_id) references p (id) ${action}`;
}

describe("what a foreign key does to its rows in the place of a cascade", () => {
  it.each([
    ["writes_break", "not null", "on delete set null"],
    ["writes_break", "not null", "on delete set default"],
    ["writes_break", "not null default 7", "on delete set default"],
    ["behaviour_change", "", "on delete set null"],
    ["behaviour_change", "", "on delete set default"],
    ["writes_break", "default 7", "on delete set default"],
  ])("is %s on a column that is %s: %s", async (verdict, column, action) => {
    const [up, down] = [restated(action), restated("on delete cascade")];
    const { oldOnNew } = await judged(schemaWith(column, "on delete cascade"), up, down);
    expect(oldOnNew).toEqual({ verdict, when: "if_data" });
    const { newOnReverted } = await judged(schemaWith(column, action), down, up);
    expect(newOnReverted).toEqual({ verdict, when: "if_data" });
  });

  it("is refused for another key of the parent, too", async () => {
    const { oldOnNew } = await judged(
      schemaWith("not null", "on update cascade"),
      restated("on update set null"),
      "select 1",
    );
    expect(oldOnNew).toEqual({ verdict: "writes_break", when: "if_data" });
  });

  it("may be refused where nobody knows the column", async () => {
    const { newOnReverted } = await judged(null, restated("on delete cascade"), restated("on delete set null"));
    expect(newOnReverted).toEqual({ verdict: "writes_break", when: "if_data" });
  });
});

describe("a new table whose rows would be given a default", () => {
  it.each([
    ["writes_break", "p_id int not null references p (id) on delete set default"],
    ["compatible", "p_id int references p (id) on delete set default"],
  ])("is %s for those who delete parents: %s", async (verdict, column) => {
    const up = `create table d (id int primary key, ${column})`;
    expect((await judged("create table p (id int primary key)", up, "drop table d")).oldOnNew.verdict).toBe(verdict);
  });
});
