import type { ChangeOf } from "../../src/model/change.ts";
import type { ColumnDefinition } from "../../src/model/definition.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Connection } from "mysql2/promise";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseMysql } from "../../src/sql/mysql/parse.ts";
import { startMariaDb } from "../support/databases.ts";

let server: DatabaseServer;
let connection: Connection;

beforeAll(async () => {
  server = await startMariaDb();
  await server.createDatabase("grammar");
  const { host, port, user, password } = server;
  connection = await createConnection({ host, port, user, password, database: "grammar" });
});

afterAll(async () => {
  await connection.end();
  await server.stop();
});

/** Run one after the other, each on what those before it left. */
const ACCEPTED: readonly string[] = [
  "create table users (id int(11) unsigned not null auto_increment, email varchar(255) charset utf8mb4 not null default '', primary key (id), unique key by_email (email(10)), fulltext f (email)) engine=innodb comment='x'",
  "create table parts (id int, d date) partition by range (year(d)) (partition p0 values less than (2000), partition p1 values less than maxvalue)",
  "create table parents (id int primary key, code char(3) unique)",
  "create table if not exists parents (id int)",
  "create or replace table copies like parents",
  "create table chosen (n int) as select id, code from parents where id in (select id from users)",
  "create temporary table fleeting (id int)",
  "create table history (id int) with system versioning",
  "create sequence numbers start with 10 increment by 5 cache 10 cycle",
  "create table numbered (id int default nextval(numbers), n int default next value for numbers)",
  "alter table users add column a int, add b int not null default 3 first, add column c varchar(20) after email",
  "alter table users add column if not exists a int, drop column if exists nothing",
  "alter table users modify a bigint not null default 0 comment 'x', change c d varchar(30)",
  "alter table users alter a set default 5, alter column b drop default",
  "alter table users rename column d to c",
  "alter table users add index by_a (a), add unique by_ab (a, b), add constraint positive check (a >= 0)",
  "alter table users add parent_id int, add constraint to_parent foreign key (parent_id) references parents (id) on delete set null",
  "alter table users rename index by_a to by_a2",
  "alter table users alter index by_a2 ignored",
  "alter table users drop foreign key to_parent, drop constraint positive, drop index by_a2, drop key by_ab",
  "alter table users drop b, drop column a",
  "alter table users drop index f",
  "alter table users convert to character set utf8mb4 collate utf8mb4_unicode_ci",
  "alter table users engine=innodb row_format=dynamic, auto_increment = 100, default charset = utf8mb4",
  "alter table users add column e int, algorithm=instant, lock=none",
  "alter table users order by email desc",
  "alter table users force",
  "alter table parts reorganize partition p1 into (partition p1 values less than (2020), partition p2 values less than maxvalue)",
  "alter table parts truncate partition p0",
  "alter table parts drop partition p0",
  "alter table parts remove partitioning",
  "alter table parts partition by hash (id) partitions 4",
  "alter table parts coalesce partition 1",
  "alter table parts add partition partitions 2",
  "alter table parts rebuild partition all",
  "alter table history drop system versioning",
  "alter table copies rename to copied",
  "rename table copied to other, other to copied",
  "create index by_e on users (e desc) using btree comment 'x' algorithm=inplace lock=none",
  "create index if not exists by_e on users (e)",
  "drop index by_e on users",
  "create or replace algorithm=merge sql security invoker view named (a, b) as select id, email from users where id > 3 with check option",
  "create view joined as with c as (select id from users) select c.id, p.code, row_number() over (partition by p.code order by c.id) n from c left join parents p using (id)",
  "create trigger sets before insert on users for each row begin if new.e is null then set new.e = 1; end if; end",
  "create or replace trigger raises after update on users for each row if new.e < 0 then signal sqlstate '45000'; end if",
  "create procedure counts (in a int, out b int) modifies sql data begin while a > 0 do set a = a - 1; end while; set b = (select count(*) from users); end",
  "create function doubles (a int) returns int deterministic return if(a > 0, a * 2, 0)",
  "create event cleans on schedule every 1 day starts current_timestamp + interval 1 hour disable do begin delete from users; end",
  "alter sequence numbers restart with 60",
  "insert into users (email) values ('a'), (concat('b', 1)) on duplicate key update email = values(email)",
  "insert ignore into users (email) select code from parents",
  "replace into parents set id = 1, code = 'x'",
  "update users u join parents p on u.id = p.id set u.email = concat(p.code, u.email) where p.code is not null",
  "update users set email = default(email), e = e + 1 where id in (1, 2, 3) order by id limit 2",
  "delete u from users u left join parents p on p.id = u.id where p.id is null",
  "select case id when 1 then 'a' else cast(id as char(5)) end, group_concat(distinct email order by id separator ',') from users group by id with rollup",
  "set @a = 1, session sql_mode = 'STRICT_ALL_TABLES', foreign_key_checks = 0",
  "create user someone@localhost identified by 'hunter2'",
  "grant select (email), insert on grammar.users to someone@localhost with grant option",
  "revoke insert on grammar.users from someone@localhost",
  "drop user someone@localhost",
  "/*!50003 create trigger commented before delete on parents for each row set @a = 2 */",
  "/*M!100100 set @a = 3 */",
  "truncate table users",
  "drop view named, joined",
  "drop table if exists copied, chosen restrict",
];

const REFUSED: readonly string[] = [
  "create table order (id int)",
  "create table t (id int foo)",
  "create table t (id int,)",
  "create table t (id)",
  'create table t ("id" int)',
  "create table t (id int default 1 + 1)",
  "create table t (a int check (a > 1) null)",
  "create table t (a int constraint x check (a > 1))",
  "create table t (a int) without rowid",
  "alter table users add",
  "alter table users drop",
  "alter table users drop check positive",
  "alter table users add column z int before id",
  "alter table users modify a",
  "alter table users alter check positive not enforced",
  "alter table users alter email set invisible",
  "alter table users alter index by_email visible",
  "alter table users alter column email type text",
  "alter table users alter column email set not null",
  "alter table users drop column a b",
  "create index i on users ((lower(email)))",
  "create index on users (email)",
  "drop index by_email",
  "create view v as",
  "create trigger t before insert or update on users for each row set new.a = 1",
  "create sequence s as int",
  "insert into users values (1) on conflict do nothing",
  "insert into users values row(1)",
  "update users set where id = 3",
  "delete users where id = 3",
  "with c as (select 1) delete from users",
  "select id::text from users",
  "select from users",
  "select 1)",
  "comment on table users is 'x'",
  "create extension citext",
];

/** Columns and keys, in as many ways as one can say them. */
const TABLES: readonly string[] = [
  "a int(11), b integer unsigned not null, c int8, d tinyint(1), e bool, f tinyint(3) unsigned, g middleint, h int2 default -1, i int(5) zerofill",
  "a decimal, b numeric(5), c dec(8,2) unsigned, d fixed(3,1), e float(7,3), f double precision, g real, h float unsigned, i bit, j bit(8) default b'101'",
  "a char, b nchar(3), c varchar(30) not null default 'it''s', d national varchar(9), e character varying(5), f text, g longtext, h long varchar, i binary, j varbinary(16), k tinyblob, l long",
  "a date, b time(3), c datetime(6) default now(6), d timestamp null, e timestamp not null default current_timestamp on update current_timestamp, f year(4), g date default curdate()",
  "a enum('x','it''s','a,b') not null default 'x', b set('p','q'), c uuid, d inet6, e point, f geometrycollection",
  "a serial, g int, b int as (g + 1) virtual, c int generated always as (g * 2) stored, d varchar(36) default uuid(), e int invisible default 3, f int comment 'x'",
  "a int auto_increment, b varchar(20) not null, c int, primary key (a), unique key u (b, c), key k (c desc), key p (b(5)), fulltext ft (b), constraint ck check (c > 0), constraint fk foreign key (c) references parents (id) on delete cascade",
  "a int not null unique, b int unique key, c int key, d int references parents (id), key (d)",
  "a int, b varchar(10) charset latin1 collate latin1_bin, c char(3) binary, `a column` int, 2fa int, `select` int",
];

describe("what MariaDB takes", () => {
  it.each(ACCEPTED)("is understood: %s", async (sql) => {
    await expect(connection.query(sql)).resolves.toBeDefined();
    expect(parseMysql(sql, "mariadb").flatMap(({ changes }) => changes)).not.toContainEqual(
      expect.objectContaining({ kind: "opaque" }),
    );
  });

  it.each(TABLES)("is told of a table as SHOW CREATE TABLE tells it: %s", async (definition) => {
    const sql = `create or replace table told (${definition})`;
    await connection.query(sql);
    const [rows] = await connection.query("show create table told");
    const [shown] = rows as { "Create Table": string }[];
    expect(outlineOf(sql)).toEqual(outlineOf(String(shown?.["Create Table"])));
  });
});

describe("what MariaDB refuses", () => {
  it.each(REFUSED)("is not claimed to be understood: %s", async (sql) => {
    await expect(connection.query(sql)).rejects.toMatchObject({ code: "ER_PARSE_ERROR" });
    expect(parseMysql(sql, "mariadb")).toMatchObject([{ changes: [{ kind: "opaque" }] }]);
  });
});

/** What a table's definition says, apart from what only `show create table` says: names of keys, character sets. */
function outlineOf(sql: string): unknown {
  const created = parseMysql(sql, "mariadb")
    .flatMap(({ changes }) => changes)
    .filter((change): change is ChangeOf<"create-table"> => change.kind === "create-table");
  return created.map(({ columns, constraints, indexes }) => ({
    columns: columns.map(outlineOfColumn),
    constraints: constraints.map(({ kind, columns: on }) => `${kind} ${on.join(", ")}`).toSorted(),
    indexes: indexes
      .map(({ keys, unique, method, lengths }) => JSON.stringify({ keys, unique, method, lengths }))
      .toSorted(),
  }));
}

function outlineOfColumn(column: ColumnDefinition): unknown {
  const { name, type, nullable, identity, generated, invisible, comment } = column;
  const { charset: _charset, collation: _collation, ...known } = { ...type };
  return {
    name,
    type: known,
    nullable,
    identity,
    generated: generated?.kind,
    invisible,
    comment,
    default: column.default.kind === "volatile" ? "volatile" : column.default,
  };
}
