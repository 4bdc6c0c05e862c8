// Phinx could not be run: its ledger is made by the statements that its source gives, its files by its documentation.
import type { DatabaseHome } from "../support/databases.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { phinx } from "../../src/migrators/phinx.ts";
import { HOMES, ask } from "./tools/by-source.ts";
import { debianPackages } from "./tools/installed.ts";
import { debianPrograms } from "./tools/programs.ts";
import { knownIn } from "./tools/written.ts";

describe.each(HOMES)("by its source: phinx on $title", ({ start }) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
    await server.createDatabase("shop");
    for (const table of ["phinxlog", "own_log"])
      await server.session(
        "shop",
        `create table ${table} (version bigint not null primary key, migration_name varchar(100) null,
           start_time timestamp null, end_time timestamp null, breakpoint boolean not null default false);
         insert into ${table} (version, migration_name, start_time, end_time) values
           (20240102000000, 'CreateOrders', '2024-02-02 10:00:00', '2024-02-02 10:00:01'),
           (20240101000000, 'CreateUsers', '2024-02-03 10:00:00', '2024-02-03 10:00:01')`,
      );
  });

  afterAll(async () => server.stop());

  it.each(["phinxlog", "own_log"])("by its source: reads %s by version, without times", async (table) => {
    const { columns, ledger } = await ask(server.urlOf("shop"), async (database) => ({
      columns: await database.columns(phinx.tables),
      ledger: await phinx.readLedger(database, { table, variables: {} }, undefined),
    }));
    expect(phinx.recognise(columns)).toBe(true);
    expect(ledger.applied).toEqual([
      { name: "20240101000000", appliedAt: null },
      { name: "20240102000000", appliedAt: null },
    ]);
  });
});

describe("by its source: phinx' files", () => {
  beforeAll(() => {
    debianPackages("php-cli");
    debianPrograms("php");
  });

  it.each([
    ["public function change() { $this->table('a')->create(); }", "code"],
    ["public function up() { a(); } public function down() { b(); }", "code"],
    ["public function up() { a(); } public function down() { }", "absent"],
    ["public function up() { a(); }", "absent"],
    ["public function up() { a(); } public function down() { throw new IrreversibleMigrationException(); }", "refused"],
  ])("by its source: judges %j as %s", async (body, kind) => {
    const text = `<?php\nuse Phinx\\Migration\\AbstractMigration;\nfinal class A extends AbstractMigration {\n${body}\n}\n`;
    const known = await knownIn("phinx", { "20240101000000_a.php": text, "seed.php": text, "readme.md": "" });
    expect(known.map(({ name, file, down }) => [name, file, down.kind])).toEqual([
      ["20240101000000", "20240101000000_a.php", kind],
    ]);
  });
});

describe("by its source: phinx' commands", () => {
  it("by its source: takes one step back, without a question", () => {
    const target = { name: "2", file: "2_b.php", staying: ["1"] };
    expect(phinx.revertCommand(target, { variables: {} })?.argv).toEqual([
      "php",
      "vendor/bin/phinx",
      "rollback",
      "--no-interaction",
    ]);
  });
});
