import type { DatabaseServer } from "../support/databases.ts";
// What Laravel is recorded to say to a database, against what the real one does to it.
import type { Doubtful } from "./recording.contract.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { describeRecording } from "./recording.contract.ts";
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
});

function migration(up: string, more = ""): Doubtful["asks"] {
  const text = `<?php
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Schema;
return new class extends Illuminate\\Database\\Migrations\\Migration {
    ${more}
    public function up() { ${up} }
    public function down() {}
};
`;
  return { file: "2024_01_99_000000_last.php", name: "2024_01_99_000000_last", text };
}
