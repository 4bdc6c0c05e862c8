// The scripts that look into an image, run as real processes in directories that are laid out like one.
import type { Down } from "../../src/model/migration.ts";
import type { ImageListing, Probe } from "../../src/ports/image.ts";
import type { ToolSettings } from "../../src/ports/migrator.ts";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SafeRollbackError } from "../../src/errors.ts";
import { createLocalMigrations } from "../../src/local/migrations.ts";
import { migrators } from "../../src/migrators/all.ts";

let image: string;

beforeEach(() => {
  image = mkdtempSync(join(tmpdir(), "image-"));
});

afterEach(() => rmSync(image, { recursive: true, force: true }));

const NODE_MODULES = join(import.meta.dirname, "../../node_modules");

const EMPTY = "exports.up = async () => {}; exports.down = async () => {};";

describe("the listing of knex", () => {
  it("finds the files where the knexfile says, in the order of their names", () => {
    put(
      "knexfile.js",
      `module.exports = { client: "pg", migrations: { directory: "db/changes", tableName: "changes" } };`,
    );
    put("db/changes/2_b.js", EMPTY);
    put("db/changes/1_a.js", EMPTY);
    put("db/changes/readme.md", "no migration");
    expect(summaryOf(lookWithKnex())).toEqual({
      directory: join(image, "db/changes"),
      names: ["1_a.js", "2_b.js"],
      settings: { table: "changes" },
    });
  });

  it.each([
    ["a function", "knexfile.js", `module.exports = async () => ({ migrations: { directory: "./other" } });`],
    ["an ES module", "knexfile.mjs", `export default { migrations: { directory: "./other" } };`],
    ["CommonJS by name", "knexfile.cjs", `module.exports = { migrations: { directory: "./other" } };`],
    ["TypeScript", "knexfile.ts", `const directory: string = "./other"; export default { migrations: { directory } };`],
  ])("reads a knexfile that is %s", (_, name, text) => {
    put(name, text);
    put("other/1_a.js", EMPTY);
    expect(summaryOf(lookWithKnex()).names).toEqual(["1_a.js"]);
  });

  it("tells that the knexfile lets it pass over what it has no file for", () => {
    put("knexfile.js", `module.exports = { migrations: { disableMigrationsListValidation: true } };`);
    put("migrations/1_a.js", EMPTY);
    expect(lookWithKnex().settings).toEqual({
      table: "knex_migrations",
      unknown: `disableMigrationsListValidation in ${join(image, "knexfile.js")}`,
    });
  });

  it("takes the section that NODE_ENV names", () => {
    put(
      "knexfile.js",
      `module.exports = {
        development: { migrations: { directory: "./dev" } },
        production: { migrations: { directory: "./prod", schemaName: "app" } },
      };`,
    );
    put("prod/1_a.js", EMPTY);
    const listing = lookWithKnex({ variables: { NODE_ENV: "production" } });
    expect(summaryOf(listing)).toMatchObject({ names: ["1_a.js"], settings: { table: "app.knex_migrations" } });
  });

  it("reads what it can off a knexfile that does not load without credentials, and says so", () => {
    put(
      "knexfile.js",
      `if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set");
      module.exports = { connection: process.env.DATABASE_URL, migrations: { tableName: 'ledger', directory: 'src/db' } };`,
    );
    put("src/db/1_a.js", EMPTY);
    expect(summaryOf(lookWithKnex())).toMatchObject({
      names: ["1_a.js"],
      settings: { table: "ledger", note: expect.stringContaining("DATABASE_URL is not set") as string },
    });
  });

  it("falls back to ./migrations without a knexfile, and says so", () => {
    installKnex();
    put("migrations/1_a.js", EMPTY);
    expect(summaryOf(lookWithKnex())).toEqual({
      directory: join(image, "migrations"),
      names: ["1_a.js"],
      settings: { note: `no knexfile in ${image} or above it` },
    });
  });

  it("looks into several directories and at the project's own extensions only", () => {
    put("knexfile.js", `module.exports = { migrations: { directory: ["a", "b"], loadExtensions: [".mjs"] } };`);
    put("a/2_two.mjs", "export const up = () => {}; export const down = (knex) => knex.schema.dropTable('two');");
    put("a/3_three.js", EMPTY);
    put("b/1_one.mjs", "export const up = () => {}; export const down = () => {};");
    const listing = lookWithKnex();
    expect(listing.files).toEqual([
      { name: "1_one.mjs", text: null, down: { kind: "absent", because: "its down is empty" } },
      { name: "2_two.mjs", text: null, down: { kind: "code" } },
    ]);
  });

  it("asks a migration source of the project's own", () => {
    put(
      "knexfile.js",
      `module.exports = { migrations: { migrationSource: {
        getMigrations: async () => ["one", "two"],
        getMigrationName: (name) => name + ".js",
        getMigration: async () => ({ up() {}, down() { throw new Error("never"); } }),
      } } };`,
    );
    expect(lookWithKnex().files).toEqual([
      { name: "one.js", text: null, down: { kind: "refused", because: "its down only throws: never" } },
      { name: "two.js", text: null, down: { kind: "refused", because: "its down only throws: never" } },
    ]);
  });

  it("is not confused by what the application prints, however long the list and whatever the names", () => {
    put("knexfile.js", `console.log("starting é"); console.error("::warning::"); module.exports = {};`);
    const names = Array.from({ length: 300 }, (_, index) => `${1000 + index}_größe_${"x".repeat(60)}_🐘.js`);
    for (const name of names) put(`migrations/${name}`, `console.log("loading {");\n${EMPTY}`);
    expect(summaryOf(lookWithKnex()).names).toEqual(names);
  });

  it.each<[string, string, Down]>([
    ["missing", "exports.up = () => {};", { kind: "absent", because: "it exports no down" }],
    ["an empty function", "exports.down = function (knex) {};", { kind: "absent", because: "its down is empty" }],
    [
      "only comments",
      "exports.down = async (knex) => {\n // nothing /* here */\n /* or // there */ };",
      { kind: "absent", because: "its down is empty" },
    ],
    ["an empty method", "module.exports = { async down(knex) { } };", { kind: "absent", because: "its down is empty" }],
    [
      "a resolved promise",
      "exports.down = (knex) => { return Promise.resolve(); };",
      { kind: "absent", because: "its down is empty" },
    ],
    [
      "a resolved promise as an expression",
      "exports.down = () => Promise.resolve(true);",
      { kind: "absent", because: "its down is empty" },
    ],
    ["null", "exports.down = () => null;", { kind: "absent", because: "its down is empty" }],
    [
      "a returned undefined",
      "exports.down = async function down() { 'use strict'; return undefined }",
      { kind: "absent", because: "its down is empty" },
    ],
    [
      "empty after TypeScript",
      "exports.down = function (knex) { return __awaiter(this, void 0, void 0, function* () { }); };",
      { kind: "absent", because: "its down is empty" },
    ],
    [
      "empty after TypeScript for old targets",
      "exports.down = function (knex) { return tslib_1.__awaiter(this, void 0, void 0, function () { return tslib_1.__generator(this, function (_a) { return [2 /*return*/]; }); }); };",
      { kind: "absent", because: "its down is empty" },
    ],
    [
      "a selected constant",
      "exports.down = (knex) => knex.raw('SELECT 1');",
      { kind: "absent", because: "its down only selects a constant" },
    ],
    [
      "a throw",
      `exports.down = async () => { throw new Error("data was merged; it isn't possible"); };`,
      { kind: "refused", because: "its down only throws: data was merged; it isn't possible" },
    ],
    [
      "a throw without words",
      "exports.down = () => { throw new Irreversible(); };",
      { kind: "refused", because: "its down only throws" },
    ],
    [
      "a rejected promise",
      "exports.down = () => Promise.reject(new Error('irreversible'));",
      { kind: "refused", because: "its down only throws: irreversible" },
    ],
    [
      "a throw after TypeScript",
      "exports.down = function (knex) { return __awaiter(this, void 0, void 0, function* () { throw new Error('no'); }); };",
      { kind: "refused", because: "its down only throws: no" },
    ],
    [
      "a throw under a condition",
      "exports.down = async (knex) => { if (!knex) throw new Error('no'); };",
      { kind: "code" },
    ],
    ["code", "exports.down = (knex) => knex.schema.dropTable('t');", { kind: "code" }],
    ["code with strings like comments", "exports.down = (knex) => { return knex.raw('/*'); /* */ };", { kind: "code" }],
    [
      "code with a regular expression",
      "exports.down = (knex) => { /[/*]/.test('x') && knex.raw('x'); /* */ };",
      { kind: "code" },
    ],
    ["bound", "exports.down = (function (knex) {}).bind(null);", { kind: "code" }],
    ["in a file that throws", "throw new Error('needs a database');", { kind: "code" }],
    ["in a file that is no JavaScript", "exports.down = (", { kind: "code" }],
  ])("judges a down that is %s", (_, text, down) => {
    put("migrations/1_a.js", text);
    expect(lookWithKnex({ migrationsDir: "migrations", variables: {} }).files).toEqual([
      { name: "1_a.js", text: null, down },
    ]);
  });

  it("names the directory that is not there", () => {
    installKnex();
    expect(troubleOf(() => lookWithKnex())).toMatchObject({
      code: "image-not-readable",
      summary: `there is no migrations directory ${join(image, "migrations")}`,
    });
  });

  it("does not take another Node application for one of knex", () => {
    put("migrations/1_sequelize.js", EMPTY);
    expect(troubleOf(() => lookWithKnex())).toMatchObject({
      code: "image-not-readable",
      summary: `${image} has neither knex nor a knexfile`,
    });
  });
});

describe("the listing of dbmate", () => {
  it("prints the files with their text to the last byte", () => {
    const texts = {
      "1_plain.sql": "-- migrate:up\nselect 1;\n-- migrate:down\nselect '%s \\n $(id) `id`';\n",
      "2_no line feed at the end.sql": "-- migrate:up\n\n  \tselect 1;\n-- migrate:down\nselect 2;",
      "3_windows.sql": "-- migrate:up\r\nselect 1;\r\n-- migrate:down\r\n",
      "4_empty.sql": "",
      "5_größe 🐘.sql": "-- migrate:up\nselect 'é';\n\n\n",
    };
    for (const [name, text] of Object.entries(texts)) put(`db/migrations/${name}`, text);
    put("db/migrations/readme.sql", "not a migration");
    put("db/migrations/6_directory.sql/nothing", "");
    expect(lookWithDbmate()).toEqual({
      directory: "./db/migrations",
      files: Object.entries(texts).map(([name, text]) => ({ name, text, down: null })),
      settings: {},
    });
  });

  it("looks into every directory that the container's variable names", () => {
    put("a b/1_one.sql", "one");
    put("c/2_two.sql", "two");
    const listing = lookWithDbmate({ variables: { DBMATE_MIGRATIONS_DIR: "./a b, c" } });
    expect(listing.files.map(({ name }) => name)).toEqual(["1_one.sql", "2_two.sql"]);
  });

  it("lists nothing in an empty directory", () => {
    mkdirSync(join(image, "here"));
    expect(lookWithDbmate({ migrationsDir: "here", variables: {} }).files).toEqual([]);
  });

  it("names the directory that is not there", () => {
    expect(troubleOf(() => lookWithDbmate())).toMatchObject({
      code: "image-not-readable",
      summary: "there is no migrations directory ./db/migrations",
    });
  });
});

describe("migrations on this machine", () => {
  const local = createLocalMigrations();
  const here: ToolSettings = { migrationsDir: ".", variables: {} };

  it("are read as text where they are SQL", async () => {
    put("1_one.sql", "one\n");
    put("notes.txt", "no migration");
    expect(await local.list(image, "sql", migrators.dbmate.listing(here))).toEqual({
      directory: image,
      files: [{ name: "1_one.sql", text: "one\n", down: null }],
      settings: {},
    });
  });

  it("are looked at by this program's Node where they are code, without its environment", async () => {
    put("1_one.js", "if (process.env.VITEST) throw new Error('leaked'); exports.down = () => {};");
    const listing = await local.list(image, "code", migrators.knex.listing(here));
    expect(listing).toEqual({
      directory: image,
      files: [{ name: "1_one.js", text: null, down: { kind: "absent", because: "its down is empty" } }],
      settings: {},
    });
  });

  it.each(["sql", "code"] as const)("must be in a directory that can be read (%s)", async (filesAre) => {
    await expect(local.list(join(image, "absent"), filesAre, migrators.knex.listing(here))).rejects.toMatchObject({
      trouble: { code: "file-not-readable", summary: `the directory ${join(image, "absent")} cannot be read` },
    });
  });

  it("say what was printed instead of a listing", async () => {
    put("1_one.js", "console.log('goodbye'); process.exit(3);");
    await expect(local.list(image, "code", migrators.knex.listing(here))).rejects.toMatchObject({
      trouble: { code: "file-not-readable", facts: ["it printed: goodbye"] },
    });
  });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(image, path)), { recursive: true });
  writeFileSync(join(image, path), text);
}

function installKnex(): void {
  symlinkSync(NODE_MODULES, join(image, "node_modules"));
}

function lookWithKnex(settings: ToolSettings = { variables: {} }): ImageListing {
  return look(migrators.knex.listing(settings));
}

function lookWithDbmate(settings: ToolSettings = { variables: {} }): ImageListing {
  return look(migrators.dbmate.listing(settings));
}

/** As a container log would hold it: both streams in one. */
function look(probe: Probe<ImageListing>): ImageListing {
  const [program = "", ...words] = probe.command.argv;
  const executable = program === "node" ? process.execPath : program;
  const env = { PATH: "/usr/bin:/bin", ...probe.command.environment };
  return probe.parse(execFileSync(executable, words, { cwd: image, env, encoding: "utf8", stdio: "pipe" }));
}

function summaryOf({ directory, files, settings }: ImageListing): {
  readonly directory: string;
  readonly names: readonly string[];
  readonly settings: ImageListing["settings"];
} {
  return { directory, names: files.map(({ name }) => name), settings };
}

function troubleOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof SafeRollbackError) return error.trouble;
    throw error;
  }
  return undefined;
}
