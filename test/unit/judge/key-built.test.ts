import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

describe("a key that comes back", () => {
  it.each([
    ["alter table k add primary key (id)", "differs"],
    ["alter table k add primary key (id) include (code) with (fillfactor = 70)", "exact"],
    ["alter table k add primary key (id) include (code)", "differs"],
  ])("carries what it did, and is stored as it was: %s", async (down, inverse) => {
    const schema = "create table k (id integer, code text, primary key (id) include (code) with (fillfactor = '70'))";
    const up = "alter table k drop constraint k_pkey";
    expect((await judgementOf("postgresql", { schema, up, down })).down.inverse).toBe(inverse);
  });
});
