// What is there again in the end, and what is only as it was by name.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const STUDENTS = "create table students (id serial primary key, name text not null)";
const MOVED =
  "create table people (id serial primary key, name text not null); insert into people select id, name from students; drop table students";
const MOVED_BACK = `${STUDENTS}; insert into students select id, name from people; drop table people`;

describe("a table whose rows come back from another", () => {
  it("is not restored in full while its counter begins at 1", async () => {
    const { down, statements } = await judgementOf("postgresql", { schema: STUDENTS, up: MOVED, down: MOVED_BACK });
    expect(down).toMatchObject({ succeeds: "yes", restores: "partial" });
    expect(statements.map(({ because }) => because)).toContainEqual(
      expect.stringContaining("students_id_seq gives the same numbers again until it is set"),
    );
  });

  it("is restored in full once its counter was set behind the numbers", async () => {
    const set = "select setval('students_id_seq', (select max(id) from students))";
    const { down } = await judgementOf("postgresql", { schema: STUDENTS, up: MOVED, down: `${MOVED_BACK}; ${set}` });
    expect(down).toMatchObject({ succeeds: "yes", restores: "full" });
  });
});

describe("a constraint that is dropped and made again", () => {
  const KEYED = `create table parents (id int primary key, code text constraint parents_code unique);
    create table children (code text references parents (code))`;

  it("breaks nothing as it was", async () => {
    const schema = "create table t (id int primary key, code text constraint t_code unique)";
    const again = "alter table t drop constraint t_code; alter table t add constraint t_code unique (code)";
    const { oldOnNew } = await judgementOf("postgresql", { schema, up: again, down: again });
    expect(oldOnNew.verdict).toBe("compatible");
  });

  it("breaks what it did where another is made by its name", async () => {
    const schema = "create table t (id int primary key, code text constraint t_code unique)";
    const other = "alter table t drop constraint t_code; alter table t add constraint t_code unique (id, code)";
    const { oldOnNew } = await judgementOf("postgresql", { schema, up: other, down: other });
    expect(oldOnNew).toMatchObject({ verdict: "writes_break", when: "if_referenced" });
  });

  it("does not bring back the references that went with it", async () => {
    const again =
      "alter table parents drop constraint parents_code cascade; alter table parents add constraint parents_code unique (code)";
    const { oldOnNew } = await judgementOf("postgresql", { schema: KEYED, up: again, down: again });
    expect(oldOnNew.verdict).not.toBe("compatible");
  });
});

describe("a check that says not null", () => {
  const up =
    "alter table t add constraint there check (code is not null) not valid; alter table t validate constraint there";
  const drop = "alter table t drop constraint there";
  const schema = "create table t (id int primary key, code text)";

  it("is not missed beside the column's own not null", async () => {
    const scripts = {
      schema,
      up: `${up}; alter table t alter code set not null`,
      down: `${drop}; alter table t alter code drop not null`,
    };
    expect((await judgementOf("postgresql", scripts)).newOnReverted.verdict).toBe("compatible");
  });

  it("is missed alone", async () => {
    expect((await judgementOf("postgresql", { schema, up, down: drop })).newOnReverted.verdict).toBe(
      "behaviour_change",
    );
  });
});

describe("a number that is computed", () => {
  it.each([
    ["a > 200", "compatible"],
    ["((a > 2) and (name in ('x', '(y')))", "compatible"],
    ["greatest(a, 3)", "writes_break"],
    ["(a > 2) + a", "writes_break"],
  ])("has room for %s: %s", async (text, verdict) => {
    const schema = "create table t (id int primary key, a int not null, name varchar(9))";
    const up = `alter table t add b tinyint as (${text}) stored`;
    const { oldOnNew } = await judgementOf("mariadb", { schema, up, down: "alter table t drop b" });
    expect(oldOnNew.verdict).toBe(verdict);
  });
});
