import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
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

describe.each([
  ["PostgreSQL", startPostgres],
  ["MariaDB", startMariaDb],
])("on %s", (_, start) => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(knex, () => server, doubtful);
});
