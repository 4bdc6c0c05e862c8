import type { RealTool } from "./tool.ts";
import { debianPackages, versionInDebian } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "90e5b2d4c7a1_last.py", name: "90e5b2d4c7a1" };

export const alembic: RealTool = {
  name: "alembic",
  version: async () => `alembic ${versionInDebian("alembic")}`,
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "migrations/versions",
  nameOf: (file) => file.replace(/_.*/, ""),
  by: ["its own commands"],
  failing: { ...LAST, text: last('op.drop_table("no_such_table")') },
  empty: { ...LAST, text: last("pass") },
  late: "no such thing",
  greedy: cli("alembic", "downgrade", "base"),
  unknownRow: {
    name: "feedfacecafe",
    sql: "insert into alembic_version (version_num) values ('feedfacecafe')",
    refused: /no file explains: feedfacecafe/,
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: {
    environment: { LEDGER_SCHEMA: "ledgers", LEDGER_TABLE: "app_ledger" },
    settings: { table: "ledgers.app_ledger" },
  },
  environment: (url) => ({ DATABASE_URL: url, PYTHONDONTWRITEBYTECODE: "1" }),
  url: plainUrl,
  path: [debianPrograms("python3", "alembic")],
  install: () => debianPackages("alembic", "python3-psycopg2", "python3-pymysql"),
};

function last(down: string): string {
  return `from alembic import op
revision = "${LAST.name}"
down_revision = "2f08e6b1c354"
def upgrade():
    pass
def downgrade():
    """Takes it back."""
    ${down}
`;
}
