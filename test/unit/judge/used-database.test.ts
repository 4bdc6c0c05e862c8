import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("mysql", { schema: "create table t (id int primary key, a int)", up, down });
}

const MADE = "create database other; use other; create table t (id int primary key, b int)";

describe("a database that the up makes and uses", () => {
  it("has tables of its own, which go with it", async () => {
    const { oldOnNew, down } = await judged(MADE, "drop database other");
    expect([oldOnNew.verdict, down.succeeds, down.loses]).toEqual(["compatible", "yes", ["table:other.t"]]);
  });

  it("is not the one that the down begins in", async () => {
    const { down } = await judged(MADE, "drop table t; drop database other");
    expect(down.loses).toEqual(["table:t", "table:other.t"]);
  });

  it("has none of the tables that the code knows", async () => {
    const { down } = await judged("create database other; use other", "use other; alter table t drop column a");
    expect(down.succeeds).toBe("no");
  });

  it.each([
    "create database if not exists shop; use shop; alter table t add b int",
    "use shop; alter table t add b int",
  ])("may be the one that all is in: %s", async (up) => {
    expect((await judged(up, "alter table t drop b")).down).toMatchObject({
      succeeds: "yes",
      inverse: expect.any(String),
    });
  });
});
