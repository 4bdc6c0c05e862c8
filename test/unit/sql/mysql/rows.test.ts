import type { Change } from "../../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

describe("statements about rows", () => {
  it.each([
    [
      "insert into t (a, t.b) values (1, 'x'), (2, now())",
      [{ kind: "insert", columns: ["a", "b"], source: { from: "values", rows: 2 }, onConflict: "error" }],
    ],
    ["insert t values (1)", [{ columns: [], source: { rows: 1 } }]],
    ["insert ignore into t () values ()", [{ columns: [], onConflict: "ignore" }]],
    ["insert into t set a = 1, b = default", [{ columns: ["a", "b"], source: { from: "values", rows: 1 } }]],
    [
      "insert into t (a) select x from u join s.v on u.id = v.id",
      [{ source: { from: "query", reads: [{ name: "u" }, { schema: "s", name: "v" }] } }],
    ],
    [
      "insert into t (a) values (1) on duplicate key update a = values(a), b = greatest(b, 2)",
      [{ onConflict: "update" }],
    ],
    ["replace into t (a) values (1)", [{ kind: "insert", onConflict: "replace" }]],
    [
      "load data local infile 'x.csv' into table s.t fields terminated by ','",
      [{ kind: "load", table: { name: "t" } }],
    ],
    [
      "update t set a = 1, b = default, c = null, d = concat(t.e, f), g = now() where h in (1, 2)",
      [
        {
          kind: "update",
          table: { name: "t" },
          filtered: true,
          where: "h in (1, 2)",
          thorough: true,
          reads: [],
          assignments: [
            { column: "a", from: "constant", text: "1" },
            { column: "b", from: "default" },
            { column: "c", from: "constant" },
            { column: "d", from: "expression", reads: ["t.e", "f"], text: "concat(t.e, f)" },
            { column: "g", from: "expression", reads: [], text: "now()" },
          ],
        },
      ],
    ],
    ["update t set a = 'x'", [{ filtered: false, where: null }]],
    ["update t set a = 1 order by b limit 5", [{ filtered: true, where: null }]],
    ["update t set a = @n", [{ assignments: [{ from: "expression", reads: [] }] }]],
    [
      "update t set a = (select max(b) from u)",
      [{ assignments: [{ from: "expression", reads: ["b"] }], reads: [{ name: "u" }] }],
    ],
    [
      "update t as x join u y on x.id = y.id set x.a = y.b, y.c = 1",
      [
        {
          table: { name: "t" },
          assignments: [{ column: "a", reads: ["y.b"] }],
          reads: [{ name: "u" }],
          filtered: true,
        },
        { table: { name: "u" }, assignments: [{ column: "c", from: "constant" }], reads: [{ name: "t" }] },
      ],
    ],
    ["update t left join u on t.id = u.id set t.a = 1", [{ filtered: false }]],
    ["delete from t where a = 1 limit 3", [{ kind: "delete", filtered: true, where: "a = 1" }]],
    ["delete from t", [{ kind: "delete", filtered: false, where: null }]],
    [
      "delete x, u from t x inner join u on x.id = u.id",
      [
        { kind: "delete", table: { name: "t" }, filtered: true },
        { kind: "delete", table: { name: "u" } },
      ],
    ],
    [
      "delete from t using t left join u on t.id = u.id where u.id is null",
      [{ table: { name: "t" }, where: "u.id is null" }],
    ],
    ["with c as (select id from u) update t set a = 1 where id in (select id from c)", [{ reads: [{ name: "u" }] }]],
    ["with c as (select id from u) delete from t where id in (select id from c)", [{ kind: "delete" }]],
  ])("are read: %s", (sql, expected) => {
    expect(changesOf(sql)).toMatchObject(expected);
  });

  it.each([
    ["update t set a = my_function(b)", "`my_function()`"],
    ["update t join u set a = 1", "`a`, which is not said to be of one table or the other"],
    ["update t set z.a = 1", "`z`, which is none of the statement's tables"],
    ["insert into t (a) values (get_lock('x', 1))", "`get_lock()`"],
    ["insert into t (a) values (1) on conflict do nothing", "`on` on line 1"],
    ["delete t where a = 1", "`where` on line 1"],
    ["update t set a = b::int", "`:` on line 1"],
    ["update t set a = ?", "`?`, a placeholder"],
    ["create table t as select my_function() as x", "`my_function()`"],
  ])("are not understood when what they do is not in the text: %s", (sql, because) => {
    expect(changesOf(sql)).toMatchObject([{ kind: "opaque", because: expect.stringContaining(because) }]);
  });
});

describe("queries", () => {
  it.each([
    "select 1",
    "(select 1) union all (select 2) order by 1 limit 2 offset 1",
    "select sql_no_cache t.*, count(distinct a, b) n from t left outer join u using (id) where not a <=> b group by c with rollup",
    "select case a when 1 then 'x' else 'y' end, if(a, b, c), cast(a as unsigned), convert(a using utf8mb4) from t",
    "select a from t use index (i, primary) ignore index for join (k) where match (a, b) against ('x' in boolean mode)",
    "select row_number() over (partition by a order by b desc rows between 1 preceding and current row), sum(a) over w from t window w as (order by a)",
    "select date_add(now(), interval 1 day), a - interval 2 hour, extract(year from b), timestampdiff(day, a, b) from t",
    "select group_concat(distinct a order by b desc separator ','), trim(both 'x' from a), substring(a from 2 for 3) from t",
    "select a->'$.x', b->>'$.y', json_extract(c, '$') from t",
    "select * from a, b natural join c cross join (d, e) straight_join f where exists (select 1 from g) and x = any (select 2)",
    "select -1, +.5, 1e3, 0x1F, b'01', x'ff', _utf8mb4'x' 'y' collate utf8mb4_bin, date '2020-01-01', @a := 1, @@sql_mode",
    "select a is not null, a is true, a not in (1, 2), a not between 1 and 2, a not like 'x' escape '!', a regexp 'b', a sounds like 'b' from t",
    "with recursive n as (select 1 as i union all select i + 1 from n where i < 5) select * from n for update skip locked",
    "values row(1, 2), row(3, 4)",
    "do 1, now()",
    "explain select 1",
    "show create table t",
    "describe t",
  ])("that only read: %s", (sql) => {
    expect(changesOf(sql)).toEqual([{ kind: "read" }]);
  });

  it("find paths into JSON on MySQL alone", () => {
    expect(changesOf("select a->'$.x' from t", "mysql")).toEqual([{ kind: "read" }]);
    expect(changesOf("select a->'$.x' from t", "mariadb")).toMatchObject([{ kind: "opaque" }]);
  });

  it.each([
    "select sleep(5)",
    "select my_function(1)",
    "select s.f()",
    "select load_file('/etc/passwd')",
    "select 1 into outfile 'x'",
    "select nextval(s)",
    "do release_lock('x')",
    "explain analyze delete from t",
    "select id email from",
    "select (1",
    "select 1)",
    "select a b c",
    "select from t",
  ])("that do more, or are none: %s", (sql) => {
    expect(changesOf(sql)).toMatchObject([{ kind: "opaque" }]);
  });
});

describe("statements about the session", () => {
  it.each([
    [
      "set sql_mode = '', @@session.foreign_key_checks = 0, local time_zone := '+00:00'",
      ["sql_mode", "foreign_key_checks", "time_zone"],
    ],
    ["set @old = @@sql_mode, @`x y` = 1", ["@old", "@`x y`"]],
    ["set names utf8mb4 collate utf8mb4_bin", ["names"]],
    ["set character set utf8mb4", ["names"]],
    ["set session transaction isolation level read committed", ["transaction"]],
    ["set autocommit = off", ["autocommit"]],
    ["use shop", ["database"]],
  ])("set something: %s", (sql, settings) => {
    expect(changesOf(sql)).toMatchObject(settings.map((setting) => ({ kind: "session-setting", setting })));
  });

  it.each([
    ["start transaction read only", { kind: "transaction", verb: "begin" }],
    ["begin work", { kind: "transaction", verb: "begin" }],
    ["commit", { verb: "commit" }],
    ["rollback to savepoint s", { verb: "rollback" }],
    ["savepoint s", { verb: "savepoint" }],
    ["lock tables t write", { kind: "lock-table", table: { name: "t" }, mode: "write" }],
    ["unlock tables", { kind: "maintenance" }],
    ["analyze table t", { kind: "maintenance", table: { name: "t" } }],
    ["check table t quick", { kind: "maintenance" }],
    ["optimize table t", { kind: "rebuild-table", table: { name: "t" } }],
    ["flush privileges", { kind: "maintenance" }],
  ])("are read: %s", (sql, expected) => {
    expect(changesOf(sql)).toMatchObject([expected]);
  });

  it.each([
    ["call p()", "what a procedure does is not in the text"],
    ["prepare s from @sql", "made up while it runs"],
    ["execute s", "made up while it runs"],
    ["set global sql_mode = ''", "a setting for the whole server"],
    ["set @@global.read_only = 1", "a setting for the whole server"],
    ["flush tables with read lock", "keeps every writer out"],
    ["alter table t discard tablespace", "whose rows no statement says"],
    ["source other.sql", "a command of the mysql client"],
    ["begin not atomic set @x = 1; end", "a block of statements"],
  ])("hide what they do: %s", (sql, because) => {
    expect(changesOf(sql, "mariadb")).toMatchObject([{ kind: "opaque", because: expect.stringContaining(because) }]);
  });
});

function changesOf(sql: string, dialect: "mysql" | "mariadb" = "mysql"): readonly Change[] {
  return parseMysql(sql, dialect).flatMap(({ changes }) => changes);
}
