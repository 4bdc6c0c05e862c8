import type { DatabaseHome } from "../support/databases.ts";
// What the tools of Node are recorded to say to a database, against what the real ones do to it.
import type { Doubtful } from "./recording.contract.ts";
import type { RealTool } from "./tools/tool.ts";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kyselyRecording } from "../../src/migrators/kysely/recording.ts";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { knownTo } from "./ledger.ts";
import { createProject } from "./project.ts";
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
    "as it is": `exports.up = async ({ sequelize }) => { await sequelize.query("${FIRST}"); await sequelize.query("${SECOND}"); };`,
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
  instead: [
    {
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
  ],
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

/** The same on files of SQLite, with a driver for it in the place of a connection. */
function onFiles(doubtful: Doubtful, driver: "better-sqlite3" | "sqlite3"): Doubtful {
  const { file, name, text } = doubtful.opens;
  const opened =
    driver === "sqlite3" ? `new (require("sqlite3").Database)("made.db");` : `require("better-sqlite3")("made.db");`;
  return {
    ...doubtful,
    opens: { file, name, text: text.replace(OPENS, opened) },
    refusedAs: /^it opens a database by itself/,
  };
}

/** The table is made anew from what is there of it. */
const SEQUELIZE_ON_FILES: Doubtful = {
  ...onFiles(SEQUELIZE, "sqlite3"),
  asks: {
    ...SEQUELIZE.asks,
    text: `exports.up = (queries) => queries.removeColumn("users", "email");`,
  },
  instead: ["20240104000000-add-email-verified.js", "20240105000000-drop-legacy-status.js"].map((file) => ({
    file,
    name: file,
    text: `exports.up = (queries) => queries.sequelize.query("alter table users add column COLUMN integer");
    exports.down = (queries) => queries.sequelize.query("alter table users drop column COLUMN");`.replaceAll(
      "COLUMN",
      `extra_${file.slice(15, 18)}`,
    ),
  })),
};

/** Two connections to a file lock each other out, so that there a migration outside the transaction never ends. */
const MIKRO_ORM_ON_FILES: Doubtful = {
  ...onFiles(MIKRO_ORM, "better-sqlite3"),
  fails: { "as it is": { ...MIKRO_ORM.asks, text: mikroOrmMigration(MIKRO_ORM_FAILS) } },
};

const KYSELY_ON_FILES: Doubtful = {
  ...KYSELY,
  opens: {
    ...KYSELY.opens,
    text: `import Database from "better-sqlite3"; export const up = async () => { new Database("made.db"); };`,
  },
  refusedAs: /^it opens a database by itself/,
};

const ON_SERVERS: readonly (readonly [RealTool, Doubtful])[] = [
  [sequelize, SEQUELIZE],
  [kysely, KYSELY],
  [typeorm, TYPEORM],
  [typeorm03, TYPEORM],
  [mikroOrm6, MIKRO_ORM],
  [mikroOrm7, MIKRO_ORM],
  [nodePgMigrate, NODE_PG_MIGRATE],
  [dbMigrate, DB_MIGRATE],
];

const ON_FILES: readonly (readonly [RealTool, Doubtful])[] = [
  [sequelize, SEQUELIZE_ON_FILES],
  [kysely, KYSELY_ON_FILES],
  [typeorm, onFiles(TYPEORM, "better-sqlite3")],
  [typeorm03, onFiles(TYPEORM, "better-sqlite3")],
  [mikroOrm6, MIKRO_ORM_ON_FILES],
  [mikroOrm7, MIKRO_ORM_ON_FILES],
  [dbMigrate, onFiles(DB_MIGRATE, "sqlite3")],
];

describe.each([
  ["PostgreSQL", startPostgres, "postgresql", ON_SERVERS],
  ["MariaDB", startMariaDb, "mariadb", ON_SERVERS],
  ["SQLite", makeSqliteFiles, "sqlite", ON_FILES],
] as const)("on %s", (_, start, dialect, recorded) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  recorded
    .filter(([{ dialects }]) => dialects.includes(dialect))
    .forEach(([tool, doubtful]) => describeRecording(tool, () => server, doubtful));
});

describe("a configuration that opens its file of SQLite", () => {
  it("is loaded without one being made, and its plugins' look at rows is no doubt", async () => {
    const files = await makeSqliteFiles();
    const project = await createProject(kysely, files);
    project.add(5);
    const config = `import Database from "better-sqlite3";
    import { CamelCasePlugin } from "kysely";
    const database = new Database("made.db");
    database.pragma("journal_mode = wal");
    export default { dialect: "better-sqlite3", dialectConfig: { database }, plugins: [new CamelCasePlugin()],
      migrations: { migrationFolder: "migrations", allowJS: true } };`;
    writeFileSync(join(project.directory, "kysely.config.js"), config);
    const probe = kyselyRecording(
      await knownTo(project),
      await project.ask(async ({ seen }) => seen),
      project.settings,
    );
    // The look at the files loads the configuration with its real driver.
    rmSync(join(project.directory, "made.db"), { force: true });
    const recorded = probe.parse((await project.probe(probe.command)).output);
    expect(recorded.map(({ down }) => down)).toMatchObject(
      Array.from({ length: 5 }, () => ({ kind: "recorded", statements: [expect.any(String)], doubts: [] })),
    );
    expect(readdirSync(project.directory)).not.toContain("made.db");
    project.remove();
    await files.stop();
  });
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
