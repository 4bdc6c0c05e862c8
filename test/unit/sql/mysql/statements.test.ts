import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

describe("a text", () => {
  it.each([
    ["create table a (b int);\n\ndrop table c;", ["create table a (b int)", "drop table c"]],
    [";; drop table a ;;\n;", ["drop table a"]],
    ["-- drop table a;\n# drop table b;\n/* drop table c; */ drop table d", ["drop table d"]],
    ["--drop table a\n", ["--drop table a"]],
    [
      "insert into t values ('a;b', \"c;d\", 'it''s; \\'x;')",
      ["insert into t values ('a;b', \"c;d\", 'it''s; \\'x;')"],
    ],
    ["drop table `a;b`; drop table c", ["drop table `a;b`", "drop table c"]],
  ])("is cut into statements, but not within quotes and comments: %j", (text, statements) => {
    expect(textsOf(text)).toEqual(statements);
  });

  it.each(["", "   \n", "-- nothing\n", "# nothing", "/* nothing; */", ";", "DELIMITER //\n"])(
    "of comments alone has no statement: %j",
    (text) => {
      expect(parseMysql(text, "mysql")).toEqual([]);
    },
  );

  it("is cut where DELIMITER says", () => {
    const text = `DELIMITER $$
CREATE PROCEDURE p() BEGIN DELETE FROM t; END$$
delimiter //
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1//
DELIMITER ;
DROP TABLE t;`;
    expect(kindsOf(text)).toEqual(["create-routine", "create-trigger", "drop-table"]);
  });

  it.each([
    "create procedure p() begin delete from t; if a then delete from u; elseif b then delete from v; else begin end; end if; end",
    "create procedure p() begin case a when 1 then delete from t; else delete from u; end case; end",
    "create procedure p() begin select case a when 1 then 2 else if(b, 1, 2) end; end",
    "create procedure p() begin declare exit handler for sqlexception begin rollback; end; delete from t; end",
    "create procedure p() begin l: loop leave l; end loop l; while a do set a = 1; end while; repeat set a = 2; until a end repeat; end",
    "create procedure p() begin drop table if exists t; create table if not exists u (a int); end",
    "create trigger x before insert on t for each row begin set new.a = if(new.b, 1, 2); end",
    "create trigger x before insert on t for each row if new.a is null then set new.a = 1; end if",
    "create trigger x after update on t for each row insert into log values (if(new.a, 1, 2))",
    "create function f(a int) returns int deterministic return if(a, 1, 2)",
    "create function f(a int) returns int begin return (select case when a then 1 else 2 end); end",
    "create event e on schedule every 1 day do begin delete from t; delete from u; end",
  ])("is not cut within a body: %s", (definition) => {
    expect(textsOf(`${definition}; drop table after_it;`)).toEqual([definition, "drop table after_it"]);
  });

  it("with a body that is not closed is not understood, for what follows is in it", () => {
    expect(kindsOf("create procedure p() begin delete from t; drop table u;")).toEqual(["opaque"]);
    expect(kindsOf("delimiter //\ncreate procedure p() begin if a then delete from t; end// drop table u//")).toEqual([
      "opaque",
      "drop-table",
    ]);
  });
});

describe("a comment that is code", () => {
  it("is read as what it says", () => {
    const text = `/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER x BEFORE INSERT ON t
      FOR EACH ROW BEGIN SET NEW.a = 1; END */;
      /*!40101 SET NAMES utf8mb4 */;
      CREATE TABLE t (a int /*!80023 INVISIBLE */);`;
    expect(parseMysql(text, "mysql").map(({ changes }) => changes)).toMatchObject([
      [{ kind: "create-trigger", name: "x" }],
      [{ kind: "session-setting", setting: "names" }],
      [{ kind: "create-table", columns: [{ invisible: true }] }],
    ]);
  });

  it.each([
    ["/*! drop table t */", "mysql", ["drop-table"]],
    ["/*! drop table t */", "mariadb", ["drop-table"]],
    ["/*!50701 drop table t */", "mariadb", []],
    ["/*!80000 drop table t */", "mariadb", []],
    ["/*!80000 drop table t */", "mysql", ["drop-table"]],
    ["/*!90200 drop table t */", "mysql", ["opaque"]],
    ["/*!100100 drop table t */", "mariadb", ["drop-table"]],
    ["/*!110400 drop table t */", "mariadb", ["opaque"]],
    ["/*M!999999\\- enable the sandbox mode */ drop table t", "mariadb", ["drop-table"]],
    ["/*!999999\\- enable the sandbox mode */ drop table t", "mysql", ["drop-table"]],
    ["/*M! drop table t */", "mariadb", ["drop-table"]],
    ["/*M!100100 drop table t */", "mariadb", ["drop-table"]],
    ["/*M! drop table t */", "mysql", []],
    ["/*+ drop table t */", "mysql", []],
  ] as const)("hangs on the server and its version: %s on %s", (text, dialect, kinds) => {
    expect(parseMysql(text, dialect).flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual(kinds);
  });
});

describe("a dump", () => {
  it("is understood from its first comment to its last", () => {
    const text = `/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
DROP TABLE IF EXISTS \`a\`;
CREATE TABLE \`a\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 /*!50100 PARTITION BY HASH (\`id\`) PARTITIONS 2 */;
LOCK TABLES \`a\` WRITE;
/*!40000 ALTER TABLE \`a\` DISABLE KEYS */;
INSERT INTO \`a\` VALUES
(1),(2);
UNLOCK TABLES;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`r\`@\`%\`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN
  SET NEW.id = 1;
END */;;
DELIMITER ;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`r\`@\`%\` SQL SECURITY DEFINER */
/*!50001 VIEW \`v\` AS select \`a\`.\`id\` AS \`id\` from \`a\` */;
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;`;
    expect(kindsOf(text)).toEqual([
      "session-setting",
      "session-setting",
      "drop-table",
      "create-table",
      "lock-table",
      "maintenance",
      "insert",
      "maintenance",
      "create-trigger",
      "create-view",
      "session-setting",
    ]);
  });
});

describe("what begins like dropping a column", () => {
  it.each([
    ["alter table t drop partition p0", "drop-partition"],
    ["alter table t drop constraint c", "drop-constraint"],
    ["alter table t drop check c", "drop-constraint"],
    ["alter table t drop foreign key c", "drop-constraint"],
    ["alter table t drop primary key", "drop-constraint"],
    ["alter table t drop index c", "drop-index"],
    ["alter table t drop key c", "drop-index"],
    ["alter table t drop `partition`", "drop-column"],
    ["alter table t drop `check`", "drop-column"],
    ["alter table t drop column `index`", "drop-column"],
    ["alter table t drop partition", "opaque"],
    ["alter table t drop system versioning", "opaque"],
  ])("is told apart: %s", (sql, kind) => {
    expect(kindsOf(sql)).toEqual([kind]);
  });

  it.each([
    ["alter table t add partition (partition p values less than (1))", "add-partition"],
    ["alter table t add constraint c check (a)", "add-constraint"],
    ["alter table t add index (a)", "create-index"],
    ["alter table t add `index` int", "add-column"],
    ["alter table t add fulltext (a)", "create-index"],
    ["alter table t add period int", "add-column"],
  ])("and what begins like adding one: %s", (sql, kind) => {
    expect(kindsOf(sql)).toEqual([kind]);
  });
});

function textsOf(text: string): readonly string[] {
  return parseMysql(text, "mysql").map((statement) => statement.text);
}

function kindsOf(text: string): readonly string[] {
  return parseMysql(text, "mysql").flatMap(({ changes }) => changes.map(({ kind }) => kind));
}
