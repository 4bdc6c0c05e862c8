// What MySQL and MariaDB refuse for how it is made.
import type { Judgement } from "../../../src/model/judgement.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = "create table t (a int, name varchar(20), note text) default charset=utf8mb4";

async function judged(dialect: Dialect, down: string): Promise<Judgement["down"]> {
  return (await judgementOf(dialect, { schema: SCHEMA, up: "create index t_a on t (a)", down })).down;
}

const BOTH: readonly Dialect[] = ["mysql", "mariadb"];

function onBoth(...downs: readonly string[]): readonly [Dialect, string][] {
  return downs.flatMap((down) => BOTH.map((dialect): [Dialect, string] => [dialect, down]));
}

function keptOnMariaDb(...texts: readonly string[]): readonly [Dialect, string][] {
  return texts.map((text) => [
    "mariadb",
    `create table u (c char(2), n varchar(9), kept varchar(40) as (${text}) stored)`,
  ]);
}

describe("a down that makes what the server does not take", () => {
  it.each<[Dialect, string]>([
    ...onBoth(
      "alter table t add b int default 'abc'",
      "create spatial index t_shape on t (name)",
      "create table u (id int not null, spatial key (id))",
      "alter table t engine=MEMORY",
      "create table u (id int, words text) engine = 'Memory'",
      "create table u (id int) engine=heap; alter table u add words text",
      "create table u (id int) engine=heap; alter table u modify id blob",
      "create table u (id int auto_increment primary key, next int as (id + 1) stored)",
      "create table u (id int auto_increment primary key, n int, check (id > n))",
      "create table u (id int auto_increment primary key); alter table u add next int as (id + 1) stored",
      "create table u (id int primary key, next int as (id + 1) stored); alter table u modify id int auto_increment",
      "create table u (id int auto_increment primary key); alter table u add constraint positive check (id > 0)",
      "create table u (id int auto_increment primary key, same int as (id) virtual); create index by_same on u (same)",
      "alter table t modify a bigint, modify a int",
      "alter table t alter a set default 1, modify a bigint",
      "alter table t change a b int, rename column a to c",
      "alter table t rename column a to b, modify b bigint",
      "alter table t add b int, change b c int",
      `alter table t add ${"b".repeat(65)} int`,
      "alter table t add b decimal(10,2) default ''",
      "alter table t add b boolean default 'true'",
      "alter table t alter column a set default 'x'",
      "alter table t modify a int default '1,5'",
      "create table u (id int default 'none')",
      "create table kept (id int primary key) engine=MyISAM; create table u (id int, foreign key (id) references kept (id))",
      "alter table t add b tinyint default 300",
      "alter table t add b smallint unsigned default -1",
      "alter table t add b decimal(4,2) default 1234.5",
      "alter table t add b varchar(2) default 'abc'",
      "alter table t add b char(2) default 123",
      "alter table t add b datetime default 'now()'",
      "alter table t add b date default '2024-02-30'",
      "alter table t add b set('x','y') default 'x,z'",
      "alter table t add b varchar(70000)",
      "alter table t add b varchar(16384)",
      "alter table t add b varbinary(65535)",
      "create table u (code char(256))",
      "alter table t add b varchar(9000), add c varchar(9000)",
      "create table u (id int, b varchar(16383))",
      "create table u (a varchar(6000), b varchar(6000), c varchar(6000))",
      "alter table t add column d date; alter table t partition by hash (a) partitions 4; alter table t add unique (name)",
      "alter table t add primary key (a); alter table t partition by key (name) partitions 2",
      "create table u (id int primary key, y int) partition by hash (y)",
      "alter table t add b int after missing",
      "alter table t modify a bigint after missing",
      "alter table t add b int; alter table t modify b int not null auto_increment",
      "create table u (id int auto_increment, name varchar(9))",
      "create table u (id int auto_increment primary key, n int auto_increment unique)",
      "create trigger tr after insert on t for each row set new.a = 1",
      "create trigger tr before insert on t for each row set new.a = old.a",
      "create trigger tr before delete on t for each row insert into t (a) values (new.a)",
      "create index twice on t (a, a)",
      "create table u (a int, b int); create table w (a int); insert into w select * from u",
      "create index more on t (name(21))",
      "create index twice on t (name); create index again on t (a); alter table t rename index again to twice",
      "alter table t add e enum('x', 'y', 'x')",
      "alter table t add e set('x,y')",
      "alter table t add b decimal(70,2)",
      "alter table t add b decimal(4,6)",
      "create table u (id int, primary key (no))",
      "create table u (id int, key by_id (id), key by_id (id))",
      "create table p (id int primary key); create table u (id int, constraint f foreign key (id) references p (id)); alter table t add constraint f foreign key (a) references p (id)",
      "create table p (id int primary key); create table u (id int, constraint f foreign key (id) references p (id)); create table v (id int, constraint f foreign key (id) references p (id))",
      "create table p (code varchar(9) primary key) charset=utf8mb4; create table u (code varchar(9), foreign key (code) references p (code)) charset=utf8mb4; alter table u modify code varchar(9) character set latin1",
      "create view v as select a from t; create trigger tr before insert on v for each row set @x = 1",
      "create table u (id int) partition by range (id) (partition p1 values less than (9)); drop table u; alter table u drop partition p1",
      "alter view v as select a from t",
      "alter procedure p comment 'x'",
      "create table u (id int); drop table u; lock tables u write",
      "create function f(n int) returns int deterministic return n; create function f(n bigint) returns int deterministic return n",
      "create procedure p() select 1; create procedure p(in n int) select n",
      "create function f(n int) returns int deterministic return n; drop function f; create view v as select f(a) as b from t",
      "create table u (name varchar(9) primary key) default charset=utf8mb4 collate=utf8mb4_bin; alter table t add foreign key (name) references u (name)",
      "create table u (name varchar(9) character set latin1 primary key); alter table t add foreign key (name) references u (name)",
      "create table u (a int, A int)",
      "create table u like missing",
      "create table u as select * from missing",
      "alter table t add fulltext index words (a)",
      "alter table t add b int check (b > missing)",
      "create table u (id int) partition by range (id) (partition p1 values less than (9)); alter table u drop partition p2",
      "create table u (id int) partition by range (id) (partition p1 values less than (9)); alter table u add partition (partition p1 values less than (99))",
      "insert into t (name) values ('a name of more than twenty')",
      "insert into t (a) values (1), ('two')",
      "alter table t add e enum('x', 'y'); insert into t (e) values ('z')",
      "alter table t add d date; insert into t (d) values ('yesterday')",
      "insert into t (a, name, note) values (99999999999, '', '')",
      "create procedure p() select 1; drop function p",
      "create table u (a int); create trigger tr before insert on t for each row set new.a = 1; create trigger tr before insert on u for each row set new.a = 1",
      "create table u (code text primary key)",
      "create table u (code blob, primary key (code))",
      "create table u (code varchar(800), primary key (code))",
      "alter table t add primary key (note)",
      "alter table t add code text primary key",
      "alter table t drop a, drop name, drop note",
    ),
    ["mariadb", "alter table t add d datetime; insert into t (d) values ('2024-01-01 10:00:00+02:00')"],
    ["mariadb", "alter sequence s restart 1"],
    ["mariadb", "create table u (c char(2), n varchar(9), shown varchar(20) as (concat(n, `c`)) stored)"],
    ["mariadb", "create table u (c char(2), low varchar(2) as (lower(c))); create index by_low on u (low)"],
    ...keptOnMariaDb(
      "if(c = 'a', c, 'b')",
      "c not like 'a'",
      "'a' like c",
      "rtrim(concat(n, c))",
      "ltrim(c)",
      "c in ('a', 'b')",
      "c is null",
      "lower(c) = 'a'",
    ),
    ["mariadb", "create table u (c varchar(2), low varchar(2) as (lower(c)) stored); alter table u modify c char(2)"],
    [
      "mariadb",
      "create table p (id int primary key); create table u (id int, constraint f foreign key (id) references p (id)); alter table u drop foreign key f, add constraint f foreign key (id) references p (id) on delete cascade",
    ],
    ["mysql", "create table u (id int auto_increment primary key, next int as (id + 1) virtual)"],
    ["mysql", "alter table t add b text default 'x'"],
    ["mysql", "alter table t alter column note set default ''"],
    ["mysql", "alter table t add b datetime default '0000-00-00 00:00:00'"],
    ["mysql", "create table u (code varchar(400), name varchar(400), key (code, name))"],
    ["mysql", "create table u (code json, key (code))"],
    ["mysql", "create table u (id int) partition by hash (id); alter table u rename column id to no"],
    ["mysql", "alter table t add key lower_name ((lower(name))); alter table t drop name"],
    ["mysql", "alter table t add key lower_name ((lower(name))); alter table t rename column name to called"],
  ])("fails on %s: %s", async (dialect, down) => {
    expect((await judged(dialect, down)).succeeds).toBe("no");
  });

  it.each<[Dialect, string]>([
    ...onBoth(
      "alter table t add b int default '12', add c double default '1e3', add d int default 1.5",
      "create table u (g point not null, spatial key (g)); create table v (id int, b text) engine='InnoDB'",
      "create table u (id int auto_increment primary key, n int, m int as (n) stored, check (m > n)) engine=MyISAM",
      "alter table t add b tinyint unsigned default 255, add c bigint default 9007199254740993",
      "alter table t add b decimal(4,2) default 99.99, add c boolean default true, add d bit(1) default b'1'",
      "alter table t add b datetime default '2024-1-31', add c datetime default '20240131', add d date default '24-02-29'",
      "alter table t add b set('x','y') default 'X,y', add c set('x') default '', add d time default '10:00'",
      "create table u (b varchar(16383))",
      "create table kept (id int primary key) engine = InnoDB; create table u (id int, foreign key (id) references kept (id))",
      "alter table t add b varchar(16384) character set latin1",
      "alter table t add b varchar(3) default 'äöü', add c varchar(10) default 5",
      "alter table t add b int after name, add c int after b",
      "create table u (n int, id int auto_increment, key by_id (id))",
      "create table u (id serial)",
      "create trigger tr before insert on t for each row set new.name = 'old.a'",
      "alter table t add fulltext index words (name), add b int check (b > t.a)",
      "create table u as with x as (select a from t) select * from x",
      "insert into t (a, name) values ('12', 'a name               '), (1.5, 12)",
      "alter table t add e enum('x', 'y') first; insert into t values ('X', 1, 'a', 'b'); insert into t (e) values ('2'), (1)",
      "insert ignore into t (name) values ('a name of more than twenty')",
      "set sql_mode = ''; insert into t (name) values ('a name of more than twenty')",
      "insert into t (a) values (1 + '2'), (-7), (true)",
      "create procedure p() select 1; drop procedure P",
      "create table u (a int, b int invisible); create table w (a int); insert into w select * from u",
      "create index less on t (name(20)); alter table t rename index less to LESS, add e enum('x', 'x y')",
      "create table p (code varchar(9) primary key) charset=utf8mb4; create table u (code varchar(9), foreign key (code) references p (code)) charset=utf8mb4; alter table u modify code varchar(9) character set utf8mb4",
      "alter table t add b int as (a + 1) stored comment 'x', add c int as (length(name)) virtual",
      "create procedure p() select 1; create procedure if not exists p(in n int) select n; alter procedure p comment 'x'",
      "create view v as select a from t; alter view v as select a, name from t",
      "CREATE FUNCTION f(x DECIMAL(8,2))\n RETURNS INT DETERMINISTIC RETURN 1; DROP FUNCTION f",
      "create table u (code text, primary key (code(20)))",
      "create table u (code varchar(800) character set ascii primary key)",
      "create table u (code varchar(768) primary key)",
      "alter table t drop a, drop name, drop note, add b int",
      "alter table t add b varchar(8000), add c varchar(8000)",
      "create table u (a int, b int, unique key by_a (a, b)) partition by hash (a) partitions 4",
      "alter table t partition by hash (a); alter table t add key (name) remove partitioning",
      "alter table t add b text default ('x')",
      "set sql_mode = ''; alter table t add b varchar(70000)",
    ),
    ["mysql", "alter table t add d datetime; insert into t (d) values ('2024-01-01 10:00:00+02:00'), ('2024/1/5')"],
    ["mysql", "alter table t add key lower_name ((lower(name))); alter table t drop key lower_name, drop name"],
    ["mariadb", "alter table t add b text default 'x', alter column note set default ''"],
    ["mariadb", "create table u (c char(2), d char(2) as (`c`) stored, low varchar(2) as (lower(c)))"],
    ...keptOnMariaDb(
      "concat(trim(`c`), '-')",
      "concat(rtrim(u.c), trim(both ' ' from c))",
      "'x' <> c",
      "c <=> 'x' or u.c >= 'y'",
      "c like 'a%'",
      "concat(n, ' c ')",
    ),
    ["mariadb", "create table u (c char(2), d char(3) as ((u.c)) stored)"],
    ["mysql", "create table u (c char(2), low varchar(2) as (lower(c)) stored)"],
    ["mariadb", "alter table t add b datetime default '0000-00-00 00:00:00'"],
    ["mariadb", "create table u (code varchar(800), name text, unique (code), key (name))"],
  ])("passes on %s: %s", async (dialect, down) => {
    expect((await judged(dialect, down)).succeeds).toBe("yes");
  });
});

describe("a table whose rows are wide in the widest characters", () => {
  it("has room for one column more, as it has for those that are there", async () => {
    const { oldOnNew } = await judgementOf("mariadb", {
      schema: "create table wide (a varchar(16000), b varchar(16000))",
      up: "alter table wide add c varchar(9), modify b varchar(16000)",
      down: "alter table wide drop c",
    });
    expect(oldOnNew.verdict).toBe("compatible");
  });
});

describe("a down that writes what a column does not take", () => {
  it.each<[Dialect, string]>(
    onBoth(
      "update t set a = 'abc' where a = 1",
      "alter table t add e enum('x'); update t set e = 'y'",
      "alter table t add d date; update t set d = 'soon'",
      "update t set a = 99999999999",
      "update t set name = 'a name of more than twenty'",
    ),
  )("fails where there are rows, on %s: %s", async (dialect, down) => {
    expect((await judged(dialect, down)).succeeds).toBe("data_dependent");
  });

  it.each<[Dialect, string]>(
    onBoth("update t set a = '5', name = 7", "alter table t add e enum('x'); update t set e = 'X', note = 'as it is'"),
  )("passes where it takes it, on %s: %s", async (dialect, down) => {
    expect((await judged(dialect, down)).succeeds).toBe("yes");
  });
});

describe("a default of a column that is not listed", () => {
  it.each([
    ["alter table t alter mood set default 'nope'", "no"],
    ["alter table t alter mood set default 'bad'", "yes"],
  ])("is none of the type that the up gave it, or one: %s", async (down, succeeds) => {
    const up = "alter table t modify mood enum('good','bad') not null";
    expect((await judgementOf("mariadb", { up, down })).down.succeeds).toBe(succeeds);
  });
});

describe("a difference with an unsigned number", () => {
  it.each([
    ["update e set level = level - 1", "data_dependent"],
    ["update e set level = level - 2 where level >= 1", "data_dependent"],
    ["update e set total = total - level", "data_dependent"],
    ["update e set price = price - 1", "data_dependent"],
    ["update e set level = level - 1 where level > 0", "yes"],
    ["update e set level = `e`.`level` - 2 where e.level > 1", "yes"],
    ["update e set level = greatest(level - 1, 0)", "data_dependent"],
    ["update e set level = if(total > 0, level - 1, level)", "data_dependent"],
    ["update e set level = cast(level - 1 as signed)", "data_dependent"],
    ["update e set total = total - 1", "yes"],
    ["update e set note = concat(level, ' - ', level)", "yes"],
  ])("may be less than nothing: %s", async (down, succeeds) => {
    const schema =
      "create table e (id int primary key, level tinyint unsigned, total int not null, price decimal(9,2) unsigned not null, note text)";
    const up = "update e set level = level + 1";
    expect((await judgementOf("mariadb", { schema, up, down })).down.succeeds).toBe(succeeds);
  });
});

describe("a key of texts that is made anew", () => {
  it.each([
    ["with another length", "create index k on t (name(10))", "create index k on t (name(5))", "differs"],
    ["without its length", "create index k on t (name(10))", "create index k on t (name)", "differs"],
    ["with its length", "create index k on t (name(10))", "create index k on t (name(10))", "exact"],
    [
      "without its comment",
      "alter table t modify name varchar(20) comment 'who'; create index k on t (name)",
      "create index k on t (name); alter table t modify name varchar(20)",
      "differs",
    ],
    ["unseen", "create index k on t (name)", "create index k on t (name) invisible", "differs"],
  ])("%s is as it was or not", async (_, first, again, inverse) => {
    const scripts = { schema: `${SCHEMA}; ${first}`, up: "drop index k on t", down: again };
    expect((await judgementOf("mysql", scripts)).down.inverse).toBe(inverse);
  });
});

describe("an engine that a server need not have", () => {
  it.each(onBoth("alter table t engine=RocksDB", "create table u (id int) engine = 'tokudb'"))(
    "leaves open whether a down works on %s: %s",
    async (dialect, down) => {
      expect((await judged(dialect, down)).succeeds).toBe("undetermined");
    },
  );
});
