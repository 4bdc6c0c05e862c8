import type { DatabaseHome } from "../support/databases.ts";
// What Laravel is recorded to say to a database, against what the real one does to it.
import type { Doubtful } from "./recording.contract.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { createProject } from "./project.ts";
import { describeRecording, sidesOf } from "./recording.contract.ts";
import { laravel } from "./tools/laravel.ts";

const FAILS = `DB::statement("insert into tried values (1)"); DB::statement("insert into no_such_table values (1)");`;

const DOUBTFUL: Doubtful = {
  asks: migration(`if (!Schema::hasTable("users")) Schema::drop("orders");`),
  opens: migration(`exec("true");`),
  fails: {
    "as it is": migration(FAILS),
    "by its own wish": migration(FAILS, "public $withinTransaction = false;"),
  },
  refusedAs: /exec/,
};

/** What drops a column has Doctrine read the table first, so the fixture's last two are said in SQL. */
const ON_FILES: Doubtful = {
  ...DOUBTFUL,
  asks: migration(`Schema::table("users", function ($table) { $table->dropColumn("email"); });`),
  opens: migration(`(new PDO("sqlite:made.db"))->exec("create table t (id int)");`),
  refusedAs: /it opens a database by itself/,
  instead: ["2024_01_04_000000_add_email_verified", "2024_01_05_000000_drop_legacy_status"].map((name) => ({
    file: `${name}.php`,
    name,
    text: migration(
      `DB::statement("alter table users add column extra_${name.slice(18, 21)} integer");`,
      "",
      `DB::statement("alter table users drop column extra_${name.slice(18, 21)}");`,
    ).text,
  })),
};

describe.each([
  ["PostgreSQL", startPostgres, DOUBTFUL],
  ["MariaDB", startMariaDb, DOUBTFUL],
  ["SQLite", makeSqliteFiles, ON_FILES],
])("on %s", (_, start, doubtful) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(laravel, () => server, doubtful);

  it.each([
    ["by its statement", migration(`Schema::connection("main")->drop("users");`)],
    ["by itself", migration(`Schema::drop("users");`, `protected $connection = "main";`)],
  ])("is not all of a migration that names its connection %s", async (_, { file, text }) => {
    const project = await createProject(laravel, server);
    project.write(file, text);
    const doubts = ["it goes over the connection main by its name, which may lead to another database"];
    expect(await sidesOf(project)).toMatchObject([{ up: { kind: "recorded", doubts } }]);
    project.remove();
  });

  it("is not all of a migration that may change files, and all of one that only renames a table", async () => {
    const project = await createProject(laravel, server);
    project.write("2024_01_98_000000_renames.php", migration(`Schema::rename("a", "b");`).text);
    project.write("2024_01_99_000000_removes.php", migration(`@unlink("/tmp/safe-rollback-no-such-file");`).text);
    expect(await sidesOf(project)).toMatchObject([
      { up: { doubts: [] } },
      { up: { doubts: ["it uses unlink, which may do more than SQL shows"] } },
    ]);
    project.remove();
  });
});

function migration(up: string, more = "", down = ""): Doubtful["asks"] {
  const text = `<?php
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Schema;
return new class extends Illuminate\\Database\\Migrations\\Migration {
    ${more}
    public function up() { ${up} }
    public function down() { ${down} }
};
`;
  return { file: "2024_01_99_000000_last.php", name: "2024_01_99_000000_last", text };
}
