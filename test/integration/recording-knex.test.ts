import type { MigrationSql } from "../../src/model/migration-sql.ts";
// What a migration of knex may do, and what is recorded of it without a database, by the knex of this project.
import type { KnownMigration } from "../../src/model/migration.ts";
import type { DatabaseSeen } from "../../src/model/situation.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { cpSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judges } from "../../src/judge-range.ts";
import { knex } from "../../src/migrators/knex.ts";
import { knexRecording } from "../../src/migrators/knex/recording.ts";
import { createImageDirectory } from "../support/image-directory.ts";

const POSTGRESQL: DatabaseSeen = { dialect: "postgresql", version: "16.4", host: "db", name: "shop" };

const SQLITE: DatabaseSeen = { dialect: "sqlite", version: "3.40.1", host: "localhost", name: "shop.db" };

const MYSQL: DatabaseSeen = { ...POSTGRESQL, dialect: "mysql", version: "8.4.0" };

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
  symlinkSync(join(import.meta.dirname, "../../node_modules"), join(image.path, "node_modules"));
});

afterEach(() => image.remove());

describe("of knex is recorded", () => {
  it.each([
    ["the schema builder", "knex.schema.dropTable('users')", ['drop table "users"']],
    [
      "raw SQL with values",
      "knex.raw('update ?? set a = ? where b = 5', ['users', \"it's\"])",
      [`update "users" set a = 'it''s' where b = 5`],
    ],
    ["raw SQL with a question mark of its own", "knex.raw('select 1 where a \\\\? 2')", ["select 1 where a ? 2"]],
    [
      "the query builder",
      "knex('users').where({ a: null }).update({ b: [1, 2], c: true })",
      [`update "users" set "b" = '{1,2}', "c" = true where "a" is null`],
    ],
    [
      "rows",
      "knex('users').insert([{ a: 1 }, { a: 2, b: null }])",
      [`insert into "users" ("a", "b") values (1, DEFAULT), (2, NULL)`],
    ],
    ["several statements in one", "knex.raw('drop table a; drop table b;')", ["drop table a; drop table b;"]],
    [
      "a transaction of its own",
      "knex.transaction((trx) => trx.schema.dropTable('users'))",
      ["SAVEPOINT trx2;", 'drop table "users"', "RELEASE SAVEPOINT trx2;"],
    ],
    [
      "a function that is called for what it does",
      "knex.raw('select setval(1, 2)').then(() => undefined)",
      ["select setval(1, 2)"],
    ],
    ["what a file holds", "knex.raw(require('fs').readFileSync('own.sql', 'utf8'))", ["drop view v"]],
  ])("%s", (_, code, statements) => {
    image.put("own.sql", "drop view v");
    expect(upOf(code)).toEqual({ kind: "recorded", statements, transaction: true, doubts: [] });
  });

  it.each([
    [
      "rows that are read",
      "for (const row of await knex('users').select('id')) await knex('users').where(row).delete();",
      /goes by what the database answers \(select "id"/,
    ],
    ["a first row", "await knex('users').first('id');", /goes by what the database answers/],
    ["raw rows", "const { rows } = await knex.raw('select id from users');", /goes by what the database answers/],
    ["a column that may be there", "await knex.schema.hasColumn('users', 'a');", /goes by what the database answers/],
    [
      "rows with what they got",
      "const [row] = await knex('users').insert({ a: 1 }).returning('id');",
      /goes by what the database answers/,
    ],
    ["an error", "throw new Error('not today');", /it failed while its SQL was recorded: not today/],
    ["another program", "require('child_process').execSync('true');", /it starts a program/],
    ["a file that it writes", "try { require('fs').writeFileSync('made', ''); } catch (_) {}", /it changes files/],
    ["a connection", "await fetch('http://127.0.0.1:1').catch(() => undefined);", /it opens a connection/],
    ["the end of the process", "process.exit(0);", /it ends its process/],
    ["a variable", "if (process.env.TENANT) await knex.raw('select 2');", /it reads the variable TENANT/],
  ])("%s as a doubt", (_, body, doubt) => {
    const doubts: unknown = expect.arrayContaining([expect.stringMatching(doubt)]);
    expect(upOf(`(async () => { ${body} })()`)).toMatchObject({ kind: "recorded", doubts });
    expect(existsSync(join(image.path, "made"))).toBe(false);
  });

  it("a variable that the migration reads when it is loaded as a doubt, and none of those that it was given", () => {
    image.put(
      "migrations/1_a.js",
      `const { NODE_ENV, TENANT } = process.env; exports.up = (knex) => knex.raw("select 2");`,
    );
    expect(recorded(["1_a.js"])).toMatchObject([
      { up: { doubts: ["it reads the variable TENANT, which it has not here"] } },
    ]);
  });

  it("what a migration says that sets a variable for what it loads", () => {
    image.put(
      "migrations/1_a.js",
      `process.env.SCHEMA = "own"; exports.up = (knex) => knex.raw("create schema " + process.env.SCHEMA);`,
    );
    expect(recorded(["1_a.js"])).toMatchObject([{ up: { statements: ["create schema own"], doubts: [] } }]);
  });

  it("a variable that a file of theirs reads as a doubt about all of them", () => {
    image.put("migrations/helpers/tenant.js", `exports.tenant = process.env.TENANT;`);
    image.put("migrations/1_a.js", `require("./helpers/tenant"); exports.up = (knex) => knex.raw("select 2");`);
    image.put(
      "migrations/2_b.js",
      `const own = require("./helpers/tenant"); exports.up = (knex) => knex.raw("select 2");`,
    );
    const doubts = ["it reads the variable TENANT, which it has not here"];
    expect(recorded(["1_a.js", "2_b.js"])).toMatchObject([{ up: { doubts } }, { up: { doubts } }]);
  });

  it.each([
    ["in its configuration", "exports.config = { transaction: false };", "module.exports = {};"],
    ["in the knexfile", "", `module.exports = { client: "pg", migrations: { disableTransactions: true } };`],
  ])("that it runs outside a transaction, where that is said %s", (_, config, knexfile) => {
    image.put("knexfile.js", knexfile);
    image.put("migrations/1_a.js", `${config} exports.up = (knex) => knex.transaction((own) => own.raw("select 2"));`);
    expect(recorded(["1_a.js"])).toMatchObject([
      { up: { statements: ["BEGIN;", "select 2", "COMMIT;"], transaction: false, doubts: [] } },
    ]);
  });

  it("a failure that nobody waits for as a doubt, and those behind it all the same", () => {
    image.put("migrations/1_a.js", "exports.up = async () => void Promise.reject(new Error('late'));");
    image.put("migrations/2_b.js", "exports.up = (knex) => knex.raw('select 3');");
    expect(recorded(["1_a.js", "2_b.js"])).toMatchObject([
      { up: { doubts: ["it failed while its SQL was recorded: late"] } },
      { up: { statements: ["select 3"], doubts: [] } },
    ]);
  });

  it("what is said on MySQL", () => {
    expect(upOf("knex.schema.alterTable('users', (table) => table.string('a').notNullable())", MYSQL)).toEqual({
      kind: "recorded",
      statements: ["alter table `users` add `a` varchar(255) not null"],
      transaction: true,
      doubts: [],
    });
  });

  it("what is said on SQLite, and a doubt where knex would make the table anew from what it reads of it", () => {
    expect(
      upOf("knex.schema.alterTable('users', (table) => table.boolean('a').notNullable().defaultTo(1))", SQLITE),
    ).toEqual({
      kind: "recorded",
      statements: ["alter table `users` add column `a` boolean not null default '1'"],
      transaction: true,
      doubts: [],
    });
    expect(upOf("knex.schema.alterTable('users', (table) => table.dropColumn('a'))", SQLITE)).toMatchObject({
      doubts: [
        expect.stringMatching(/goes by what the database answers .*sqlite_master/),
        expect.stringContaining("it failed while its SQL was recorded"),
      ] as string[],
    });
  });

  it.each([
    ["required", `new (require("node:sqlite").DatabaseSync)("made.db")`],
    ["imported", `import("node:sqlite").then(({ DatabaseSync }) => new DatabaseSync("made.db"))`],
  ])("a database that it opens with Node's own driver as a doubt, %s, and none is made", (_, code) => {
    expect(upOf(code, SQLITE)).toMatchObject({
      doubts: expect.arrayContaining([expect.stringContaining("it opens a database by itself")]) as string[],
    });
    expect(existsSync(join(image.path, "made.db"))).toBe(false);
  });

  it("names as the knexfile wraps them", () => {
    image.put(
      "knexfile.js",
      `module.exports = { client: "pg", connection: "postgres://nobody@nowhere/none", wrapIdentifier: (name, wrap) => wrap("app_" + name) };`,
    );
    expect(upOf("knex.schema.dropTable('users')")).toMatchObject({
      statements: ['drop table "app_users"'],
      doubts: [],
    });
  });

  it("a doubt where the knexfile does not load", () => {
    image.put("knexfile.js", `throw new Error("DATABASE_URL is not set"); module.exports = { client: "pg" };`);
    expect(upOf("knex.schema.dropTable('users')")).toMatchObject({
      doubts: [expect.stringContaining("DATABASE_URL is not set") as string],
    });
  });

  it("nothing of a migration that goes on for ever, nor of those behind it", () => {
    image.put("migrations/1_a.js", "exports.up = () => new Promise(() => setInterval(() => {}, 1000));");
    image.put("migrations/2_b.js", "exports.up = (knex) => knex.raw('select 2');");
    expect(recorded(["1_a.js", "2_b.js"]).map(({ up }) => up)).toMatchObject([
      { kind: "recorded", doubts: [expect.stringContaining("it did not end in time")] },
      { kind: "unseen", because: expect.stringContaining("an earlier one did not end") as string },
    ]);
  });

  it("nothing of one that is too long for a node's log", () => {
    expect(upOf("knex.raw('select ' + 'x'.repeat(7000000))")).toEqual({
      kind: "unseen",
      because: "its SQL is too long to be recorded",
    });
  });

  it("both ways on SQLite, where a column that goes is undetermined", async () => {
    cpSync(join(import.meta.dirname, "../fixtures/migrations/knex"), image.path, { recursive: true });
    const listing = image.look(knex.listing({ variables: {} }));
    const migrations = recorded(
      knex.knownFrom(listing.files).map(({ file }) => file),
      SQLITE,
    );
    const { migrations: judged } = await judges.range("sqlite", migrations, { live: null, earlier: [] });
    expect(judged.map(({ name, judgement: { down } }) => [name.slice(15, -3), down.succeeds])).toEqual([
      ["create_users", "yes"],
      ["create_orders", "yes"],
      ["index_orders_total", "yes"],
      ["add_email_verified", "undetermined"],
      ["drop_legacy_status", "undetermined"],
    ]);
    expect(judged.at(-1)).toMatchObject({ judgement: { oldOnNew: { verdict: "undetermined" } } });
  });

  it("both ways, which are judged like any SQL", async () => {
    cpSync(join(import.meta.dirname, "../fixtures/migrations/knex"), image.path, { recursive: true });
    const listing = image.look(knex.listing({ variables: {} }));
    const migrations = recorded(knex.knownFrom(listing.files).map(({ file }) => file));
    const { migrations: judged } = await judges.range("postgresql", migrations, { live: null, earlier: [] });
    expect(
      judged.map(({ name, judgement }) => [name.slice(15, -3), judgement.oldOnNew.verdict, judgement.down.loses]),
    ).toEqual([
      ["create_users", "compatible", ["table:users"]],
      ["create_orders", "writes_break", ["table:orders"]],
      ["index_orders_total", "compatible", []],
      ["add_email_verified", "compatible", ["column:users.email_verified"]],
      ["drop_legacy_status", "reads_and_writes_break", []],
    ]);
  });
});

function upOf(code: string, database = POSTGRESQL): MigrationSql["up"] | undefined {
  image.put("migrations/1_a.js", `exports.up = (knex) => ${code};`);
  return recorded(["1_a.js"], database)[0]?.up;
}

function recorded(files: readonly string[], database = POSTGRESQL): readonly MigrationSql[] {
  const migrations = files.map((file): KnownMigration => ({ name: file, file, down: { kind: "code" } }));
  return image.look(knexRecording(migrations, database, { variables: {} }));
}
