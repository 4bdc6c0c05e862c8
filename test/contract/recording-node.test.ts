import type { DatabaseServer } from "../support/databases.ts";
// What the tools of Node are recorded to say to a database, against what the real ones do to it.
import type { Doubtful } from "./recording.contract.ts";
import type { RealTool } from "./tools/tool.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { describeRecording } from "./recording.contract.ts";
import { dbMigrate } from "./tools/db-migrate.ts";
import { kysely } from "./tools/kysely.ts";
import { mikroOrm6, mikroOrm7 } from "./tools/mikro-orm.ts";
import { nodePgMigrate } from "./tools/node-pg-migrate.ts";
import { sequelize } from "./tools/sequelize.ts";
import { typeorm, typeorm03 } from "./tools/typeorm.ts";

const FIRST = "insert into tried values (1)";

const SECOND = "insert into no_such_table values (1)";

const OPENS = `await require("https").get("https://127.0.0.1:1");`;

const SEQUELIZE = doubtfulIn("20240199000000-last.js", {
  asks: `exports.up = async (queries) => {
    const keys = await queries.getForeignKeyReferencesForTable("orders");
    for (const { constraintName } of keys) await queries.removeConstraint("orders", constraintName);
  };`,
  opens: `exports.up = async () => { ${OPENS} };`,
  fails: {
    "as it is": `exports.up = async (queries) => { await queries.sequelize.query("${FIRST}"); await queries.sequelize.query("${SECOND}"); };`,
  },
});

const KYSELY = doubtfulIn("20240199000000_last.js", {
  asks: `export const up = async (db) => {
    for (const { id } of await db.selectFrom("users").select("id").execute()) await db.deleteFrom("users").where("id", "=", id).execute();
  };`,
  opens: `import https from "node:https"; export const up = async () => { await https.get("https://127.0.0.1:1"); };`,
  fails: {
    "as it is": `import { sql } from "kysely";
    export const up = async (db) => { await sql.raw("${FIRST}").execute(db); await sql.raw("${SECOND}").execute(db); };`,
  },
});

const TYPEORM: Doubtful = {
  ...doubtfulIn("1799999999999-Last.js", {
    asks: `exports.Last1799999999999 = class Last1799999999999 { async up(runner) { await runner.dropColumn("users", "email"); } };`,
    opens: `exports.Last1799999999999 = class Last1799999999999 { async up() { ${OPENS} } };`,
    fails: {
      "as it is": `exports.Last1799999999999 = class Last1799999999999 {
        async up(runner) { await runner.query("${FIRST}"); await runner.query("${SECOND}"); }
        async down() {}
      };`,
    },
  }),
  instead: {
    file: "1704240000000-IndexOrdersTotal.js",
    name: "IndexOrdersTotal1704240000000",
    text: `const { Table, TableIndex } = require("typeorm");
    const orders = new Table({ name: "orders" });
    const index = new TableIndex({ name: "orders_total_index", columnNames: ["total"] });
    exports.IndexOrdersTotal1704240000000 = class IndexOrdersTotal1704240000000 {
      async up(runner) { await runner.createIndex(orders, index); }
      async down(runner) { await runner.dropIndex(orders, index); }
    };`,
  },
};

const MIKRO_ORM_FAILS = `this.addSql("${FIRST}"); this.addSql("${SECOND}");`;

const MIKRO_ORM = doubtfulIn("Migration20240199000000_last.js", {
  asks: mikroOrmMigration(
    `for (const { id } of await this.execute("select id from users")) this.addSql("drop table t" + id);`,
  ),
  opens: mikroOrmMigration(OPENS),
  fails: {
    "as it is": mikroOrmMigration(MIKRO_ORM_FAILS),
    "by its own wish": mikroOrmMigration(MIKRO_ORM_FAILS, "isTransactional() { return false; }"),
  },
});

const NODE_PG_MIGRATE = doubtfulIn("1799999999999_last.js", {
  asks: `exports.up = async (pgm) => {
    for (const { id } of await pgm.db.select("select id from users")) pgm.sql("drop table t" + id);
  };`,
  opens: `exports.up = async () => { ${OPENS} };`,
  fails: {
    "as it is": `exports.up = (pgm) => { pgm.sql("${FIRST}"); pgm.sql("${SECOND}"); };`,
    "by its own wish": `exports.up = (pgm) => { pgm.noTransaction(); pgm.sql("${FIRST}"); pgm.sql("${SECOND}"); };`,
  },
});

const DB_MIGRATE = doubtfulIn("20240199000000-last.js", {
  asks: `exports.up = async (db) => {
    for (const { id } of await db.runSql("select id from users")) await db.runSql("drop table t" + id);
  };`,
  opens: `exports.up = async () => { ${OPENS} };`,
  fails: {
    "as it is": `exports.up = async (db) => { await db.runSql("${FIRST}"); await db.runSql("${SECOND}"); };`,
  },
});

describe.each([
  ["PostgreSQL", startPostgres, "postgresql"],
  ["MariaDB", startMariaDb, "mariadb"],
] as const)("on %s", (_, start, dialect) => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  const recorded: readonly (readonly [RealTool, Doubtful])[] = [
    [sequelize, SEQUELIZE],
    [kysely, KYSELY],
    [typeorm, TYPEORM],
    [typeorm03, TYPEORM],
    [mikroOrm6, MIKRO_ORM],
    [mikroOrm7, MIKRO_ORM],
    [nodePgMigrate, NODE_PG_MIGRATE],
    [dbMigrate, DB_MIGRATE],
  ];
  recorded
    .filter(([{ dialects }]) => dialects.includes(dialect))
    .forEach(([tool, doubtful]) => describeRecording(tool, () => server, doubtful));
});

interface Texts {
  readonly asks: string;
  readonly opens: string;
  readonly fails: Readonly<Record<string, string>>;
}

function doubtfulIn(file: string, { asks, opens, fails }: Texts): Doubtful {
  const text = (of: string): Doubtful["asks"] => ({ file, name: file, text: of });
  const failing = Object.fromEntries(Object.entries(fails).map(([how, of]) => [how, text(of)]));
  return { asks: text(asks), opens: text(opens), fails: failing };
}

function mikroOrmMigration(up: string, more = ""): string {
  const name = "Migration20240199000000_last";
  return `const { Migration } = require("@mikro-orm/migrations");
exports.${name} = class ${name} extends Migration { async up() { ${up} } ${more} };`;
}
