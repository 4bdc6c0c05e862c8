import type { RealTool } from "./tool.ts";
import { debianPackages, versionInDebian } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "20240199000000_last.rb", name: "20240199000000" };

export const rails: RealTool = {
  name: "rails",
  version: async () => `Rails ${versionInDebian("ruby-activerecord")}`,
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "db/migrate",
  nameOf: (file) => file.replace(/_.*/, ""),
  by: ["its own commands"],
  failing: { ...LAST, text: last("drop_table :no_such_table") },
  empty: { ...LAST, text: last("# nothing to do") },
  absent: { ...LAST, text: "class Last < ActiveRecord::Migration[6.1]\n  def up; end\nend\n" },
  greedy: { ...cli("ruby", "bin/rails", "db:rollback", "STEP=9"), environment: { SCHEMA: "/dev/null" } },
  unknownRow: { name: "20991231235959", sql: "insert into schema_migrations (version) values ('20991231235959')" },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: { environment: { LEDGER_TABLE: "ledgers.app_ledger" }, settings: { table: "ledgers.app_ledger" } },
  environment: (url) => ({
    DATABASE_URL: url.replace("mysql:", "mysql2:").replace("sqlite:", "sqlite3:"),
    RAILS_ENV: "production",
  }),
  url: plainUrl,
  path: [debianPrograms("ruby")],
  install: () => debianPackages("ruby-activerecord", "ruby-railties", "ruby-pg", "ruby-mysql2", "ruby-sqlite3"),
};

function last(down: string): string {
  return `class Last < ActiveRecord::Migration[6.1]
  def up; end

  def down
    ${down}
  end
end
`;
}
