import type { Change } from "../../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

describe("a column's type", () => {
  it.each([
    ["int(11)", { name: "int", modifiers: [] }],
    ["integer unsigned", { name: "int", unsigned: true }],
    ["int4 signed", { name: "int" }],
    ["int(5) zerofill", { name: "int zerofill", unsigned: true }],
    ["tinyint(1)", { name: "tinyint", modifiers: [1] }],
    ["tinyint(4)", { name: "tinyint", modifiers: [] }],
    ["bool", { name: "tinyint", modifiers: [1] }],
    ["boolean", { name: "tinyint", modifiers: [1] }],
    ["int1", { name: "tinyint", modifiers: [] }],
    ["int2", { name: "smallint" }],
    ["middleint", { name: "mediumint" }],
    ["int8 unsigned", { name: "bigint", unsigned: true }],
    ["decimal", { name: "decimal", modifiers: [10, 0] }],
    ["numeric(5)", { name: "decimal", modifiers: [5, 0] }],
    ["dec(8, 2) unsigned", { name: "decimal", modifiers: [8, 2], unsigned: true }],
    ["fixed(6,3)", { name: "decimal", modifiers: [6, 3] }],
    ["float(7,3)", { name: "float", modifiers: [7, 3] }],
    ["real", { name: "double" }],
    ["double precision", { name: "double" }],
    ["bit", { name: "bit", modifiers: [1] }],
    ["char", { name: "char", modifiers: [1] }],
    ["national char(3)", { name: "char", modifiers: [3] }],
    ["varchar(30)", { name: "varchar", modifiers: [30] }],
    ["character varying(30)", { name: "varchar", modifiers: [30] }],
    ["national varchar(30)", { name: "varchar", modifiers: [30] }],
    ["varchar(9) character set latin1 collate latin1_bin", { charset: "latin1", collation: "latin1_bin" }],
    ["text charset utf8mb4", { name: "text", charset: "utf8mb4" }],
    ["char(3) binary", { name: "char", collation: "binary" }],
    ["binary", { name: "binary", modifiers: [1] }],
    ["varbinary(16)", { name: "varbinary", modifiers: [16] }],
    ["long varchar", { name: "mediumtext" }],
    ["datetime(6)", { name: "datetime", modifiers: [6] }],
    ["year(4)", { name: "year", modifiers: [] }],
    ["json", { name: "json" }],
    ["point", { name: "point" }],
    ["set('a','b') character set utf8mb4", { name: "set", labels: ["a", "b"], charset: "utf8mb4" }],
    ["enum('a\\'b', \"c\")", { name: "enum", labels: ["a'b", "c"] }],
  ])("is in the database's own words: %s", (written, type) => {
    expect(columnOf(`c ${written}`)).toMatchObject({ type: { isArray: false, ...type } });
  });

  it.each(["uuid", "inet6", "inet4"])("is MariaDB's alone: %s", (type) => {
    expect(changesOf(`create table t (c ${type})`, "mariadb")).toMatchObject([{ columns: [{ type: { name: type } }] }]);
    expect(changesOf(`create table t (c ${type})`)).toMatchObject([{ kind: "opaque" }]);
  });

  it.each(["timestamptz", "bytea", "bigserial", "nvarchar2(10)", "int[]", "int(1,2)", "enum(1)", "varchar('x')"])(
    "is not guessed: %s",
    (type) => {
      expect(changesOf(`alter table t add c ${type}`)).toMatchObject([{ kind: "opaque" }]);
    },
  );
});

describe("a column's attributes", () => {
  it.each([
    ["c int", { nullable: true, default: { kind: "null" }, identity: "none", generated: null, invisible: false }],
    ["c int null default null", { nullable: true, default: { kind: "null" } }],
    ["c int not null", { nullable: false, default: { kind: "none" } }],
    ["c int not null default 0", { nullable: false, default: { kind: "constant", text: "0" } }],
    ["c int default -1", { default: { kind: "constant", text: "-1" } }],
    ["c bit(8) default b'101'", { default: { kind: "constant", text: "b'101'" } }],
    ["c varchar(9) default _utf8mb4'x'", { default: { kind: "constant" } }],
    ["c bool default true", { default: { kind: "constant", text: "1" } }],
    ["c json default (json_object())", { default: { kind: "constant", text: "(json_object())" } }],
    ["c char(36) default (uuid())", { default: { kind: "volatile", text: "(uuid())" } }],
    ["c int default (my_function())", { default: { kind: "volatile" } }],
    ["c date default (curdate())", { default: { kind: "stable" } }],
    [
      "c timestamp(3) default current_timestamp(3) on update current_timestamp(3)",
      { default: { kind: "stable", text: "current_timestamp(3)" }, onUpdate: "current_timestamp(3)", nullable: true },
    ],
    ["c datetime default now()", { default: { kind: "stable", text: "current_timestamp" } }],
    ["c datetime default current_timestamp()", { default: { kind: "stable", text: "current_timestamp" } }],
    ["c datetime(6) default localtime(6)", { default: { kind: "stable", text: "current_timestamp(6)" } }],
    ["c int default '0'", { default: { kind: "constant", text: "0" } }],
    ["c decimal(4,2) default '0.50'", { default: { kind: "constant", text: "0.50" } }],
    ['c varchar(9) default "it\'s"', { default: { kind: "constant", text: "'it''s'" } }],
    ["c varchar(9) default '0'", { default: { kind: "constant", text: "'0'" } }],
    ["c timestamp not null default current_timestamp", { nullable: false, default: { kind: "stable" } }],
    ["c int auto_increment primary key", { nullable: false, identity: "by-default", default: { kind: "none" } }],
    ["c serial", { nullable: false, identity: "by-default", type: { name: "bigint", unsigned: true } }],
    ["c int as (a + 1)", { generated: { kind: "virtual", text: "a + 1" }, default: { kind: "none" } }],
    ["c int generated always as (a * (b)) stored", { generated: { kind: "stored", text: "a * (b)" } }],
    ["c int generated always as (a) virtual not null", { generated: { kind: "virtual" }, nullable: false }],
    ["c int invisible default 3", { invisible: true }],
    ["c int comment 'it''s; done' visible", { comment: "it's; done", invisible: false }],
    ["c varchar(9) not null collate utf8mb4_bin", { type: { collation: "utf8mb4_bin" } }],
    ["`a column` int", { name: "a column" }],
    ["2fa varchar(3)", { name: "2fa" }],
    ["status int", { name: "status" }],
  ])("are read to the last one: %s", (written, expected) => {
    expect(columnOf(written)).toMatchObject(expected);
  });

  it.each([
    ["c int unique", [{ kind: "add-column" }, { kind: "create-index", index: { unique: true, keys: ["c"] } }]],
    ["c int key", [{ constraints: [{ kind: "primary-key", columns: ["c"] }], column: { nullable: false } }]],
    ["c int check (c > 1)", [{ constraints: [{ kind: "check", text: "c > 1", columns: ["c"] }] }]],
    ["c int references p (id) on delete cascade", [{ constraints: [{ kind: "foreign-key", onDelete: "cascade" }] }]],
  ])("make keys and constraints as well: %s", (written, expected) => {
    expect(changesOf(`alter table t add ${written}`)).toMatchObject(expected);
  });

  it("may give MariaDB a default without parentheses that MySQL wants in them", () => {
    const sql = "create table t (a char(36) default uuid(), b text default 'x', c int default next value for s)";
    expect(changesOf(sql, "mariadb")).toMatchObject([
      { columns: [{ default: { kind: "volatile" } }, { default: { text: "'x'" } }, { default: { kind: "volatile" } }] },
    ]);
    expect(changesOf(sql)).toMatchObject([{ kind: "opaque" }]);
  });

  it.each([
    ["c int unknown_attribute", "`unknown_attribute` on line 1"],
    ["c int default 1 + 1", "`+` on line 1"],
    ["c int default", "the end of the statement"],
    ["c int not", "`not` on line 1"],
    ["c int identity(1,1)", "`identity` on line 1"],
    ["order int", "`order` on line 1, a reserved word"],
  ])("leave nothing over: %s", (written, because) => {
    const [change] = changesOf(`alter table t add column ${written}`);
    expect(change).toMatchObject({ kind: "opaque", because: expect.stringContaining(because) });
  });
});

function columnOf(written: string): unknown {
  const [change] = changesOf(`alter table t add column ${written}`);
  return change !== undefined && "column" in change ? change.column : change;
}

function changesOf(sql: string, dialect: "mysql" | "mariadb" = "mysql"): readonly Change[] {
  return parseMysql(sql, dialect).flatMap(({ changes }) => changes);
}
