import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

describe("a text that is no SQL of this database", () => {
  it.each([
    ["create table {{ prefix }}users (id int)", "`{{`, a template's placeholder that was not filled in, on line 1"],
    ["create table `{{prefix}}users` (id int)", "`{{`, a template's placeholder"],
    ["drop table ${table}", "`${`, a template's placeholder"],
    ["drop table $TABLE", "`$TABLE`, a template's placeholder"],
    ["delete from t where id = $1", "`$1`, a template's placeholder"],
    ["drop table <%= table %>", "`<%`, a template's placeholder"],
    ["{% if x %} drop table t {% endif %}", "`{%`, a template's placeholder"],
    ["drop table :table", "`:` on line 1"],
    ["delete from t where id = ?", "`?`, a placeholder"],
    ["source other.sql", "a command of the mysql client"],
    ["\\. other.sql", "a backslash command of the mysql client"],
    ["select 1\\G", "a backslash command of the mysql client"],
    ['create table "users" ("id" int)', "ANSI_QUOTES"],
    ["create table [users] (id int)", "`[`, which neither MySQL nor MariaDB knows"],
    ["select id::text from t", "`:` on line 1"],
    ["create table t (id uuid default gen_random_uuid(), at timestamptz)", "where a type was expected"],
    ["alter table t alter column a type bigint", "`type` on line 1"],
    ["alter table t alter column a set not null", "`not` on line 1"],
    ["create index concurrently i on t (a)", "`i` on line 1"],
    ["comment on table t is 'x'", "`comment` on line 1"],
    ["create extension citext", "`extension` on line 1"],
    [
      "create or replace function f() returns trigger as $$ begin delete from t; end $$ language plpgsql",
      "PostgreSQL's quotes",
    ],
    ["do $body$ begin drop table t; end $body$", "`$body$`, PostgreSQL's quotes"],
    ["create table t (id int) without rowid", "`without` on line 1"],
    ["go", "`go` on line 1"],
    ["drop table t\0", "a NUL byte"],
    ["insert into t values ('a\0b')", "a NUL byte"],
    ["drop table t\uFFFD", "no valid UTF-8"],
    ["insert into t values ('\uFFFD')", "no valid UTF-8"],
    ["\uFEFFdrop table t", "a byte order mark"],
    ["insert into t values ('a", "a string that is not closed, on line 1"],
    ['insert into t values ("a', "a string that is not closed"],
    ["drop table `t", "a name in backticks that is not closed"],
    ["drop table t /* drop", "a comment that is not closed"],
    ["/*!50003 drop table t", "a comment that is not closed"],
    ["create table t (a int", "the end of the statement"],
    ["alter table t add", "the end of the statement"],
    ["select @", "`@` without a name"],
    ["drop table ``", "an empty name"],
    ["alter table t add constraint c check (a < now())", "`now()` in a check or a computed column"],
    ["alter table t add b double as (rand()) virtual", "`rand()` in a check or a computed column"],
    ["alter table t add b int default 1 as (a) stored", "a computed column cannot have"],
    ["create view v as select id, ID from t", "two columns of one name"],
    ["create view v (a) as select id, b from t", "more or fewer names than columns"],
    ["create view v as select id from t where a = @a", "a view of a variable"],
  ])("is not understood, with the reason: %j", (text, because) => {
    const changes = parseMysql(text, "mysql").flatMap((statement) => statement.changes);
    expect(changes).toContainEqual({ kind: "opaque", because: expect.stringContaining(because) });
  });

  it.each([
    ["alter table t\n  add a int,\n  add b int whatever", "`whatever` on line 3, which is not known there"],
    ["drop table a;\n\n-- x\ndrop table b c;", "`c` on line 4, which is not known there"],
  ])("names the token and its line: %j", (text, because) => {
    expect(parseMysql(text, "mysql").at(-1)?.changes).toEqual([{ kind: "opaque", because }]);
  });

  it("leaves the statements around it understood", () => {
    const statements = parseMysql("drop table a; drop tabel b; drop table c;", "mysql");
    expect(statements.map(({ changes: [change] }) => change?.kind)).toEqual(["drop-table", "opaque", "drop-table"]);
  });

  it.each(["ANSI_QUOTES", "ANSI", "ORACLE", "NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES"])(
    "is not guessed at behind a sql_mode that changes what quotes mean: %s",
    (mode) => {
      const statements = parseMysql(`set sql_mode = '${mode}'; insert into t values ("a")`, "mysql");
      expect(statements[1]?.changes).toMatchObject([{ kind: "opaque", because: expect.stringContaining("sql_mode") }]);
    },
  );
});

describe("a text that is very large or deep", () => {
  it.each([
    ["parentheses", "select (".padEnd(100_000, "(")],
    ["joins in parentheses", "select * from ".padEnd(100_000, "(")],
    ["queries in queries", "(select ".repeat(50_000)],
    ["common tables", "with a as (".repeat(30_000)],
    ["cases", `select ${"case when ".repeat(30_000)}`],
    ["operators", `select ${"not ".repeat(30_000)}`],
    ["bodies", `create procedure p() ${"begin ".repeat(50_000)}`],
    ["comments that are code", "/*!50003 ".repeat(40_000)],
    ["comments of a later server", "/*!99999 x */ ".repeat(20_000)],
    ["quotes", "'".repeat(300_001)],
    ["dollar quotes", "$a$ $b$ ".repeat(40_000)],
    ["names", `select ${"a.".repeat(50_000)}`],
    ["letters", "a".repeat(1_000_000)],
    ["one statement", `insert into t values (1)${", (1)".repeat(30_000)}`],
    ["many statements", "drop table t; ".repeat(5_000)],
    ["broken statements", "drop tabel t; ".repeat(5_000)],
  ])("is read once, and does not overflow: %s", (_, text) => {
    const started = process.cpuUsage();
    expect(() => parseMysql(text, "mariadb")).not.toThrow();
    expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(5);
  });

  it("takes twice the time for twice the text, not more", () => {
    const text = "create table t (a int not null, key k (a)); /* x */ insert into t values (1, 'a', now());\n".repeat(
      4_000,
    );
    parseMysql(text, "mysql");
    const once = cpuSecondsOf(() => parseMysql(text, "mysql"));
    const twice = cpuSecondsOf(() => parseMysql(text + text, "mysql"));
    expect(twice).toBeLessThan(once * 4 + 0.2);
  });

  it.each([
    "create table t (id int unsigned not null auto_increment comment 'x', primary key (id)) engine=innodb partition by hash (id)",
    "create trigger x before insert on t for each row begin if new.a then set new.b = case when 1 then 2 end; end if; end; drop table t",
    "/*!50003 create view v as select a, (select max(b) from `c`) d from t join u using (id) where x in (1, 'y;') */; select 1",
    "delimiter //\ncreate procedure p() begin delete from t; end//\ndelimiter ;\nupdate t set a = -1 + @b, c = default where d like 'x'",
  ])("may end anywhere: %s", (text) => {
    const beginnings = Array.from(text, (_, end) => text.slice(0, end));
    expect(() => beginnings.map((beginning) => parseMysql(beginning, "mysql"))).not.toThrow();
  });
});

function cpuSecondsOf(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  return process.cpuUsage(started).user / 1_000_000;
}
