import type { DatabaseHome } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { describeRecording } from "./recording.contract.ts";
import { knex } from "./tools/knex.ts";

const LAST = { file: "20240199000000_last.js", name: "20240199000000_last.js" };

const FAILS = `exports.up = async (knex) => {
  await knex.raw("insert into tried values (1)");
  await knex.raw("insert into no_such_table values (1)");
};
exports.down = async (knex) => { await knex.raw("select 2"); };`;

const doubtful = {
  fails: {
    "as it is": { ...LAST, text: FAILS },
    "with its own configuration": { ...LAST, text: `${FAILS} exports.config = { transaction: false };` },
  },
  asks: {
    ...LAST,
    text: `exports.up = async (knex) => {
      if (!(await knex.schema.hasTable("users"))) await knex.schema.createTable("users", (table) => table.increments());
    };
    exports.down = (knex) => knex.schema.dropTable("users");`,
  },
  opens: {
    ...LAST,
    text: `exports.up = async (knex) => { await require("https").get("https://127.0.0.1:1"); };
    exports.down = async (knex) => { await knex.raw("select 2"); };`,
  },
};

const onFiles = {
  fails: doubtful.fails,
  asks: {
    ...LAST,
    text: `exports.up = (knex) => knex.schema.alterTable("users", (table) => table.dropColumn("email"));
    exports.down = (knex) => knex.schema.alterTable("users", (table) => table.string("email"));`,
  },
  opens: {
    ...LAST,
    text: `exports.up = async (knex) => void require("better-sqlite3")("made.db");
    exports.down = async (knex) => { await knex.raw("select 2"); };`,
  },
  refusedAs: /^it opens a database by itself/,
  instead: ["20240104000000_add_email_verified.js", "20240105000000_drop_legacy_status.js"].map((file) => ({
    file,
    name: file,
    text: `exports.up = (knex) => knex.raw("alter table users add column COLUMN integer");
    exports.down = (knex) => knex.raw("alter table users drop column COLUMN");`.replaceAll(
      "COLUMN",
      `extra_${file.slice(15, 18)}`,
    ),
  })),
};

describe.each([
  ["PostgreSQL", startPostgres, doubtful],
  ["MariaDB", startMariaDb, doubtful],
  ["SQLite", makeSqliteFiles, onFiles],
])("on %s", (_, start, given) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(knex, () => server, given);
});
