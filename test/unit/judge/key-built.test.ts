import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

describe("a key that comes back", () => {
  it.each([
    ["alter table k add primary key (id)", "differs"],
    ["alter table k add primary key (id) include (code) with (fillfactor = 70)", "exact"],
    ["alter table k add primary key (id) include (code)", "differs"],
  ])("carries what it did, and is stored as it was: %s", async (down, inverse) => {
    const [schema = [], up = [], back = []] = await Promise.all(
      [
        "create table k (id integer, code text, primary key (id) include (code) with (fillfactor = '70'))",
        "alter table k drop constraint k_pkey",
        down,
      ].map((text) => statementsOf("postgresql", text)),
    );
    expect(judge({ dialect: "postgresql", schema, up, down: back }).down.inverse).toBe(inverse);
  });
});
