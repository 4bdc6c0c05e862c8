import type { SchemaDdl } from "../../src/model/schema-ddl.ts";
import type { DatabaseServer } from "../support/databases.ts";
import mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMariaDb } from "../support/databases.ts";
import { openDatabase } from "../support/open-database.ts";
import { startInstalledMysql } from "./installed-mysql.ts";

let server: DatabaseServer;

const VARIED = [
  "create table `b``ack tick` (id int auto_increment primary key, `Mixed Case` varchar(20) character set latin1 default 'it''s')",
  `create table parents (id int unsigned not null, child int, kind enum('a', 'b;c') not null default 'a', settings json,
    doubled int generated always as (id * 2) stored, at timestamp(3) null default current_timestamp(3) on update current_timestamp(3),
    primary key (id), key late (kind, at), check (id > 0)) comment = 'odd; comment' auto_increment = 7`,
  "create table children (id int primary key, parent int unsigned, foreign key (parent) references parents (id) on delete cascade)",
  "alter table parents add foreign key (child) references children (id)",
  "create table measured (at date not null, value decimal(10, 3)) partition by range (year(at)) (partition p0 values less than (2025), partition rest values less than maxvalue)",
  "create function twice(a int) returns int deterministic return a * 2",
  "create view z_first as select id, twice(id) as twice from parents",
  "create view a_second as select * from z_first where id > 1 with check option",
  "create procedure nothing() begin select 1; end",
  "create trigger touched before update on parents for each row begin set new.kind = 'a'; set new.child = null; end",
  "create trigger `again` before update on parents for each row follows touched set new.kind = 'b;c'",
  "create event nightly on schedule every 1 day do delete from measured where at < '2000-01-01'",
];

const OF_MARIADB = [
  "create table remembered (id int) with system versioning",
  "create sequence tickets start with 10 increment by 5",
];

const OF_MYSQL = ["create table hidden (id int, b int invisible, key by_b (b) invisible, key low ((lower(id))))"];

const PRODUCTS = [
  { product: "MariaDB", start: startMariaDb, varied: [...VARIED, ...OF_MARIADB] },
  { product: "MySQL", start: startInstalledMysql, varied: [...VARIED, ...OF_MYSQL] },
] as const;

describe.each(PRODUCTS)("the schema of a live $product", ({ start, varied }) => {
  beforeAll(async () => {
    server = await start();
    await server.createDatabase("original");
    await server.createDatabase("rebuilt");
    await runAll("original", varied);
  });

  afterAll(async () => {
    await server.stop();
  });

  it("builds the same schema again, statement by statement, in an empty database", async () => {
    const original = await schemaOf("original");
    await runAll("rebuilt", original.statements);
    expect(await schemaOf("rebuilt")).toEqual(original);
    expect(original.statements).toHaveLength(varied.length - 1 + 2);
  });

  it("says which code it may not see", async () => {
    await runAll("original", [
      "create user ddl_reader identified by 'marked-Secret.7'",
      "grant select, execute on original.* to ddl_reader",
    ]);
    const { leftOut } = await schemaOf("original", "ddl_reader");
    expect(leftOut).toEqual(
      ["function twice", "procedure nothing", "view a_second", "view z_first"].map(
        (what) => `${what}, whose text the server does not show to this user`,
      ),
    );
  });
});

async function schemaOf(name: string, user = server.user): Promise<SchemaDdl> {
  const database = await openDatabase(server.urlOf(name).replace(server.user, user));
  try {
    return await database.schemaDdl();
  } finally {
    await database.close();
  }
}

async function runAll(name: string, statements: readonly string[]): Promise<void> {
  const connection = await mysql.createConnection(server.urlOf(name));
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}
