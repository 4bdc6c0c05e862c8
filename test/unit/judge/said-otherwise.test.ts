// What databases print, or people write again, in other words.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const TABLES =
  "create table public.b (id bigint primary key, s text, a int); create table public.c (id int, n text); create schema o; create table o.b (id bigint, s text)";

describe("a view that is made again in other words", () => {
  it.each([
    ["SELECT b.id, b.s FROM public.b", "select b.id, b.s from b", "exact"],
    ["SELECT b.id,\n    b.s\n   FROM public.b\n  WHERE (b.id > 3)", "select id, s from b where id > 3", "exact"],
    [
      "SELECT b.id, c.n AS nm FROM (public.b JOIN public.c ON ((b.id = c.id)))",
      "select b.id, c.n as nm from b join c on b.id = c.id",
      "exact",
    ],
    ["SELECT b.id, b.s FROM public.b WHERE (b.id > 3)", "select id, s from b where id > 4", "differs"],
    ["SELECT b.id, b.s FROM o.b", "select b.id, b.s from b", "differs"],
    ["SELECT b.id, b.s AS z FROM public.b", "select b.id, b.s from b", "differs"],
  ])("is the same or not: %s, %s", async (printed, written, inverse) => {
    const schema = `${TABLES}; CREATE VIEW public.v AS ${printed}`;
    const { down } = await judgementOf("postgresql", {
      schema,
      up: "drop view v",
      down: `create view v as ${written}`,
    });
    expect(down.inverse).toBe(inverse);
  });
});

describe("a check that is made again in other words", () => {
  it.each([
    ["(((a > 0) AND (a < 9)))", "a > 0 and a < 9", "exact"],
    ["(((a > 0) OR (id > 0)) AND (a < 9))", "a > 0 or id > 0 and a < 9", "differs"],
  ])("is the same or not: %s, %s", async (printed, written, inverse) => {
    const schema = `${TABLES}; ALTER TABLE public.b ADD CONSTRAINT k CHECK (${printed})`;
    const { down } = await judgementOf("postgresql", {
      schema,
      up: "alter table b drop constraint k",
      down: `alter table b add constraint k check (${written})`,
    });
    expect(down.inverse).toBe(inverse);
  });
});

describe("a table of MySQL that is said something else of", () => {
  it.each([
    ["comment = 'old'", "comment = ''", "differs"],
    ["comment = 'old'", "comment 'old'", "exact"],
    ["", "comment = ''", "exact"],
    ["comment ''", "comment = ''", "exact"],
  ])("is as it was or not: %s, %s", async (was, back, inverse) => {
    const { down } = await judgementOf("mysql", {
      schema: `create table t (id int primary key) ${was}`,
      up: "alter table t comment = 'new'",
      down: `alter table t ${back}`,
    });
    expect(down.inverse).toBe(inverse);
  });

  it("is taken for what it was where nobody shows the schema", async () => {
    const { down } = await judgementOf("mysql", { up: "alter table t comment 'a'", down: "alter table t comment 'b'" });
    expect(down.inverse).toBe("exact");
  });
});
