// When a foreign key is looked at, and what that refuses.
import type { Judgement } from "../../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const KEY = "foreign key (p_id) references p (id)";

const AGAIN = `alter table c drop constraint fk, add constraint fk ${KEY}`;

async function judged(schema: string | null, up: string, down: string): Promise<Judgement> {
  return judgementOf("postgresql", { schema, up, down });
}

function schemaWith(deferral: string): string {
  return `create table p (id int primary key); create table c (id int primary key, p_id int, constraint fk ${KEY} ${deferral})`;
}

describe("a foreign key that a down lets no transaction put off any more", () => {
  it.each([
    [
      "alter table c alter constraint fk deferrable initially deferred",
      "alter table c alter constraint fk not deferrable",
    ],
    [
      "alter table c alter constraint fk deferrable initially immediate",
      "alter table c alter constraint fk not deferrable",
    ],
    [`${AGAIN} deferrable initially deferred`, AGAIN],
    [`${AGAIN} deferrable initially deferred`, `${AGAIN} deferrable initially immediate`],
    [`${AGAIN} deferrable`, AGAIN],
  ])("refuses what the new code writes in another order: %s, %s", async (up, down) => {
    const refused = { verdict: "writes_break", when: "if_data" };
    expect((await judged(schemaWith(""), up, down)).newOnReverted).toEqual(refused);
    expect((await judged(null, up, down)).newOnReverted).toEqual(refused);
  });
});

describe("a foreign key that an up has looked at", () => {
  it.each([
    ["writes_break", "deferrable initially deferred", "alter table c alter constraint fk not deferrable"],
    [
      "writes_break",
      "deferrable initially deferred",
      "alter table c alter constraint fk deferrable initially immediate",
    ],
    ["writes_break", "deferrable", AGAIN],
    ["behaviour_change", "", "alter table c alter constraint fk deferrable initially immediate"],
    ["behaviour_change", "", `${AGAIN} deferrable initially deferred`],
    [
      "behaviour_change",
      "",
      "alter table c alter constraint fk deferrable initially deferred; alter table c alter constraint fk not deferrable",
    ],
    ["compatible", "deferrable", `${AGAIN} deferrable`],
  ])("is %s for old code after %s: %s", async (verdict, deferral, up) => {
    expect((await judged(schemaWith(deferral), up, "select 1")).oldOnNew.verdict).toBe(verdict);
  });

  it.each([
    ["writes_break", "alter table c alter constraint fk not deferrable"],
    ["behaviour_change", "alter table c alter constraint fk deferrable initially deferred"],
    [
      "behaviour_change",
      "alter table c alter constraint fk deferrable; update c set p_id = 1; alter table c alter constraint fk not deferrable",
    ],
  ])("is %s where nothing else is known: %s", async (verdict, up) => {
    expect((await judged(null, up, "select 1")).oldOnNew.verdict).toBe(verdict);
  });
});

describe("a table of SQLite that is made anew", () => {
  it("refuses what was put off, where its foreign key waits for nothing any more", async () => {
    const { oldOnNew } = await judgementOf("sqlite", {
      schema: schemaWith("deferrable initially deferred"),
      up: `create table n (id int primary key, p_id int, constraint fk ${KEY}); insert into n select id, p_id from c; drop table c; alter table n rename to c`,
      down: null,
    });
    expect(oldOnNew).toEqual({ verdict: "writes_break", when: "if_data" });
  });
});
