// Who refuses that rows of a table that the code knows are deleted.
import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `
  create table p (id int primary key);
  create table a (id int primary key, p int, constraint a_p foreign key (p) references p (id) on delete set null);
  create table b (id int primary key, a int, constraint b_a foreign key (a) references a (id))`;

const CASCADES = "create table c (id int primary key, p int, foreign key (p) references p (id) on delete cascade)";

const OF_ITSELF =
  "create table c (id int primary key, p int, up int, foreign key (p) references p (id) on delete cascade, foreign key (up) references c (id))";

describe("a delete that foreign keys carry on", () => {
  it.each<readonly [Dialect, string, string]>([
    ["postgresql", "compatible", CASCADES],
    ["postgresql", "writes_break", `${CASCADES}; create table d (id int primary key, c int references c (id))`],
    ["sqlite", "writes_break", `${CASCADES}; create table d (id int primary key, c int references c (id))`],
    ["postgresql", "compatible", `${CASCADES}; create table d (c int references c (id) on delete cascade)`],
    [
      "postgresql",
      "writes_break",
      `${CASCADES}; create table d (id int primary key, c int); alter table d add constraint d_c foreign key (c) references c (id)`,
    ],
    [
      "mysql",
      "writes_break",
      "create table c (id int primary key, p int); create table d (c int, foreign key (c) references c (id)); alter table c add constraint c_p foreign key (p) references p (id) on delete cascade",
    ],
    [
      "postgresql",
      "writes_break",
      "alter table a drop constraint a_p, add constraint a_p foreign key (p) references p (id) on delete cascade",
    ],
    ["postgresql", "compatible", OF_ITSELF],
    ["mysql", "writes_break", OF_ITSELF],
  ])("on %s is %s after %s", async (dialect, says, up) => {
    const { oldOnNew } = await judgementOf(dialect, { schema: SCHEMA, up, down: null });
    expect(oldOnNew.verdict).toBe(says);
  });
});

describe("a foreign key of SQLite to what is no key", () => {
  it.each([
    ["writes_break", "create table c (id integer primary key, name text references q (name) on delete cascade)"],
    ["writes_break", "alter table e add column name text references q (name)"],
    ["writes_break", "create table c (part text references q (part) on delete cascade)"],
    ["compatible", "create table c (code text references q (code) on delete cascade)"],
    ["compatible", "create table c (q integer references q on delete cascade)"],
    ["compatible", "create table c (e integer references later (id)); create table later (id integer primary key)"],
  ])("is %s: %s", async (says, up) => {
    const schema =
      "create table q (id integer primary key, name text, code text unique, part text); create unique index q_part on q (part) where part > ''; create table e (id integer primary key)";
    const { oldOnNew } = await judgementOf("sqlite", { schema, up, down: null });
    expect(oldOnNew.verdict).toBe(says);
  });
});
