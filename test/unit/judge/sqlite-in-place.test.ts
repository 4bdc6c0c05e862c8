// What is made of a table of SQLite that another takes the place of, and what has the name that it wants.
import type { Judgement } from "../../../src/model/judgement.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA =
  "create table p (id integer primary key); create table t (id integer primary key, p integer references p (id) on update cascade, a real, b text, c real as (a * 2))";

const COLUMNS = "id integer primary key, p integer references p (id) on update cascade, a real, b text";

function rebuilt(columns: string, copied = "select id, p, a, b from t"): string {
  return `create table n (${columns}); insert into n (id, p, a, b) ${copied}; drop table t; alter table n rename to t`;
}

async function judged(up: string, down: string): Promise<Judgement> {
  return judgementOf("sqlite", { schema: SCHEMA, up, down });
}

describe("a table that takes the place of another", () => {
  it.each([
    ["compatible always", `${COLUMNS}, c real as (a * 2)`],
    ["behaviour_change always", `${COLUMNS}, c real as (a * 3)`],
    ["writes_break if_data", `${COLUMNS.replace("on update cascade", "")}, c real as (a * 2)`],
    ["behaviour_change if_data", `${COLUMNS.replace("cascade", "set null")}, c real as (a * 2)`],
    [
      "behaviour_change if_data",
      `${COLUMNS.replace("cascade", "cascade deferrable initially deferred")}, c real as (a * 2)`,
    ],
  ])("is %s, with %s", async (says, columns) => {
    const { oldOnNew } = await judged(rebuilt(columns), "");
    expect(`${oldOnNew.verdict} ${oldOnNew.when}`).toBe(says);
  });

  it.each([
    ["behaviour_change if_data", COLUMNS, "select id, p, a, coalesce(b, '') from t"],
    ["behaviour_change if_data", COLUMNS, "select id, p, a, ifnull(b, a || '!') from t"],
    ["writes_break if_data", `${COLUMNS} not null`, "select id, p, a, coalesce(b, a || '!') from t"],
    ["compatible always", COLUMNS, "select coalesce(id, 0), p, a, b from t"],
  ])("is %s, as %s filled by %s", async (says, columns, copied) => {
    const { oldOnNew, upLoses } = await judged(rebuilt(`${columns}, c real as (a * 2)`, copied), "");
    expect([`${oldOnNew.verdict} ${oldOnNew.when}`, upLoses]).toEqual([says, []]);
  });

  it.each([
    ["writes_break if_referenced", "default 0"],
    ["behaviour_change if_referenced", "default 3"],
    ["writes_break if_data", "default (abs(random() % 7))"],
  ])("is %s, with a default that a check of its own may refuse: %s", async (says, given) => {
    const columns = (text: string): string =>
      `id integer primary key, level integer ${text} check (level between 1 and 5)`;
    const { oldOnNew } = await judgementOf("sqlite", {
      schema: `create table t (${columns("default 1")})`,
      up: `create table n (${columns(given)}); insert into n select * from t; drop table t; alter table n rename to t`,
      down: null,
    });
    expect(`${oldOnNew.verdict} ${oldOnNew.when}`).toBe(says);
  });

  it("is without the columns that its rows had, where some of them were taken over", async () => {
    const { upLoses } = await judged(
      rebuilt(`${COLUMNS.replace("b text", "b text, d text")}`, "select id, p, a, b from t where a > 1"),
      "",
    );
    expect(upLoses).toEqual(["rows:t"]);
    const narrow =
      "create table n (id integer primary key, a real); insert into n select id, a from t limit 5; drop table t; alter table n rename to t";
    expect((await judged(narrow, "")).upLoses).toEqual(["rows:t", "column:t.p", "column:t.b"]);
  });

  it("gives back no fractions that a cast cut off", async () => {
    const cut = rebuilt(COLUMNS.replace("a real", "a integer"), "select id, p, cast(a as integer), b from t");
    expect((await judged(cut, rebuilt(`${COLUMNS}, c real as (a * 2)`))).down.restores).toBe("structure_only");
  });
});

describe("a down that SQLite refuses", () => {
  it.each([
    ["create table x (a text)", "alter table x drop column a"],
    ["create table x (a text, b text as (a))", "alter table x drop column b; alter table x drop column a"],
    ["alter table p rename to q; create index p on t (b)", "alter table q rename to p"],
    ["create table x (a text, constraint x_a unique (a))", "alter table x drop constraint x_a"],
    ["create view x as select b from t", "alter table x rename to y"],
    ["create view x as select b from t", "alter table x rename column b to c"],
    ["create table x (a text)", "begin; vacuum; drop table x; commit"],
    ["create table x (a text)", "begin; begin immediate; drop table x; commit"],
    ["create table x (a text, b text)", "insert into x (a) values ('1') on conflict (a) do nothing"],
    ["create table x (a text, b text, unique (a, b))", "insert into x (a) values ('1') on conflict (a) do nothing"],
  ])("is one that follows %s: %s", async (up, down) => {
    expect((await judged(up, down)).down.succeeds).toBe("no");
  });

  it.each([
    ["create table x (a text, b text)", "alter table x drop column a"],
    ["alter table p rename to q; create table x (a text, constraint p unique (a))", "alter table q rename to p"],
    ["create table x (a text, constraint x_a check (a > 'a'))", "alter table x drop constraint x_a"],
    ["create table x (a text)", "begin; drop table x; commit; vacuum; begin; create table x (a text); end"],
    ["create table x (a text unique)", "insert into x (a) values ('1') on conflict (a) do nothing"],
    [
      "create table x (a text, b text); create unique index y on x (lower(a), b)",
      "insert into x (a, b) values ('1', '2') on conflict (lower(a), b) do nothing",
    ],
    [
      "create table x (a text); create unique index y on x (a collate nocase)",
      "insert into x (a) values ('1') on conflict (a collate nocase) do update set a = '2' where a > '1' returning a",
    ],
  ])("is none that follows %s: %s", async (up, down) => {
    expect((await judged(up, down)).down.succeeds).toBe("yes");
  });
});

describe("a parent that is renamed, made anew and dropped", () => {
  const ANEW =
    "alter table p rename to q; create table p (id integer primary key); insert into p select id from q; drop table q";

  it.each([
    ["writes_break", `pragma foreign_keys = off; ${ANEW}; pragma foreign_keys = on`],
    ["compatible", `pragma legacy_alter_table = on; pragma foreign_keys = off; ${ANEW}`],
    ["writes_break", `pragma legacy_alter_table = on; ${ANEW}`],
  ])("leaves its children: %s, by: %s", async (verdict, up) => {
    expect((await judged(up, "")).oldOnNew.verdict).toBe(verdict);
  });

  it.each([
    ["reads_break", ""],
    ["compatible", "pragma legacy_alter_table = on; "],
  ])("leaves its readers: %s, after: %s", async (verdict, before) => {
    const up =
      "alter table s rename to s_old; create table s (id integer primary key, a text); insert into s select id, a from s_old; drop table s_old";
    const schema = "create table s (id integer primary key, a text); create view v as select a from s";
    const { oldOnNew } = await judgementOf("sqlite", { schema, up: before + up, down: null });
    expect(oldOnNew.verdict).toBe(verdict);
  });
});

describe("a row that lets conflicts with one key pass", () => {
  it.each([
    ["on conflict (id) do nothing", "data_dependent"],
    ["on conflict (id) do nothing on conflict do nothing", "yes"],
    ["on conflict do nothing", "yes"],
  ])("may be refused by another: %s", async (clause, succeeds) => {
    const down = `insert into x (id, a) values (1, 'a') ${clause}`;
    expect((await judged("create table x (id integer primary key, a text unique)", down)).down.succeeds).toBe(succeeds);
  });
});

describe("a view that SQLite cannot read any more", () => {
  const BEFORE = `create table a (id integer primary key, x text); create table b (id integer primary key, a_id integer);`;

  it.each([
    ["select x, a_id from a join b on a_id = a.id", "alter table b add column x text", "reads_break"],
    ["select a.x, a_id from a join b on a_id = a.id", "alter table b add column x text", "compatible"],
    ["select a.id as y, a_id from a join b on a_id = a.id order by y", "alter table b add column y text", "compatible"],
    ["select * from a union all select * from b", "alter table b add column y text", "reads_break"],
    ["select *, 'a' from a union select *, 'b' from b", "alter table a add column y text", "reads_break"],
    ["select id, x from a union all select id, a_id from b", "alter table b add column y text", "compatible"],
    [
      "select * from b where id = 1 union all select * from b where id > 5",
      "alter table b add column y text",
      "compatible",
    ],
    ["select x from a where id in (select a_id from b)", "alter table b add column x text", "compatible"],
    ["select * from a join b on a_id = a.id", "alter table b add column y text", "compatible"],
  ])("after a column was added: %s; %s", async (query, up, verdict) => {
    const schema = `${BEFORE} create view v as ${query}`;
    const answer = await judgementOf("sqlite", { schema, up, down: null });
    expect(answer.oldOnNew.verdict).toBe(verdict);
  });

  it.each([
    ["alter table b add column x text; alter table b drop column x", "no"],
    ["alter table b add column x text; alter table a rename to c", "no"],
    ["alter table b add column y text; alter table b drop column y", "yes"],
  ])("keeps tables from being altered: %s", async (down, succeeds) => {
    const schema = `${BEFORE} create view v as select x, a_id from a join b on a_id = a.id`;
    expect((await judgementOf("sqlite", { schema, up: "", down })).down.succeeds).toBe(succeeds);
  });
});

describe("a view of all columns", () => {
  it("lets a column of its table be dropped", async () => {
    const up = "create view v as select * from t; alter table t drop column b";
    expect((await judged(up, "")).upLoses).toEqual(["column:t.b"]);
  });
});

describe("a script of SQLite that fails half-way", () => {
  it.each([
    ["alter table t drop column a; alter table t drop column b", true],
    ["vacuum", true],
    ["alter table t drop column a; vacuum", false],
    ["pragma foreign_keys = off; alter table t drop column a; alter table t drop column b", false],
  ])("leaves nothing behind only where one transaction can hold it: %s", async (down, atomic) => {
    expect((await judged("", down)).down.atomic).toBe(atomic);
  });
});
