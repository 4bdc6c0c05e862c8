import type { RealTool } from "./tool.ts";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { debianPackages, versionInDebian } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "2024_01_99_000000_last.php", name: "2024_01_99_000000_last" };

/** Debian has the framework and no application: the fixture's artisan boots the framework's own console kernel. */
export const laravel: RealTool = {
  name: "laravel",
  version: async () => `Laravel ${versionInDebian("php-laravel-framework")}`,
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "database/migrations",
  nameOf: (file) => file.replace(/\.php$/, ""),
  by: ["its own commands"],
  failing: { ...LAST, text: last('Illuminate\\Support\\Facades\\Schema::drop("no_such_table");') },
  empty: { ...LAST, text: last("// nothing to do") },
  absent: {
    ...LAST,
    text: "<?php\nreturn new class extends Illuminate\\Database\\Migrations\\Migration { public function up() {} };\n",
  },
  greedy: cli("php", "artisan", "migrate:reset", "--force"),
  unknownRow: {
    name: "2099_12_31_235959_from_nowhere",
    sql: "insert into migrations (migration, batch) values ('2099_12_31_235959_from_nowhere', 9)",
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [debianPrograms("php")],
  install: (directory) => {
    debianPackages("php-cli", "php-laravel-framework", "php-pgsql", "php-mysql", "php-sqlite3", "php-doctrine-dbal");
    mkdirSync(join(directory, "bootstrap/cache"), { recursive: true });
  },
};

function last(down: string): string {
  return `<?php
return new class extends Illuminate\\Database\\Migrations\\Migration {
    public function up() {}
    public function down()
    {
        ${down}
    }
};
`;
}
