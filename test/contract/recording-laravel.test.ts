import type { DatabaseServer } from "../support/databases.ts";
// What Laravel is recorded to say to a database, against what the real one does to it.
import type { Doubtful } from "./recording.contract.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { createProject } from "./project.ts";
import { describeRecording, sidesOf } from "./recording.contract.ts";
import { laravel } from "./tools/laravel.ts";

const DOUBTFUL: Doubtful = {
  asks: migration(`if (!Schema::hasTable("users")) Schema::drop("orders");`),
  opens: migration(`exec("true");`),
  refusedAs: /exec/,
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

  describeRecording(laravel, () => server, DOUBTFUL);

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

function migration(up: string, more = ""): Doubtful["asks"] {
  const text = `<?php
use Illuminate\\Support\\Facades\\Schema;
return new class extends Illuminate\\Database\\Migrations\\Migration {
    ${more}
    public function up() { ${up} }
    public function down() {}
};
`;
  return { file: "2024_01_99_000000_last.php", name: "2024_01_99_000000_last", text };
}
