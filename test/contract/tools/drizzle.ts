import type { RealTool } from "./tool.ts";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BETTER_SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { plainUrl } from "./tool.ts";

const LAST = "update users set email = email;";

export const drizzles: readonly RealTool[] = [
  release({ orm: "0.45.4", kit: "0.31.11" }, "postgresql"),
  release({ orm: "0.45.4", kit: "0.31.11" }, "mariadb"),
  release({ orm: "0.45.4", kit: "0.31.11" }, "sqlite"),
  release({ orm: "1.0.0-rc.5", kit: "1.0.0-rc.5" }, "postgresql"),
  release({ orm: "1.0.0-rc.5", kit: "1.0.0-rc.5" }, "mariadb"),
  release({ orm: "1.0.0-rc.5", kit: "1.0.0-rc.5" }, "sqlite"),
];

/** Its ledger stands elsewhere on each database, so each is a tool of its own here. */
function release(
  { orm, kit }: { readonly orm: string; readonly kit: string },
  dialect: RealTool["dialects"][number],
): RealTool {
  const isFirst = orm.startsWith("0.");
  const fixture = isFirst ? "drizzle-0" : "drizzle-1";
  const schema = dialect === "postgresql" ? "drizzle." : "";
  const spoken = dialect === "mariadb" ? "mysql" : dialect;
  const packages = { "drizzle-kit": kit, "drizzle-orm": orm };
  const table = (name: string): string => `${schema}${name}`;
  return {
    name: "drizzle",
    title: `drizzle ${orm}`,
    fixture,
    version: async () => `drizzle-orm ${orm}, drizzle-kit ${kit}`,
    dialects: [dialect],
    directory: "drizzle",
    nameOf: (file) => hashOf(textOf(join(import.meta.dirname, "../../fixtures/migrations", fixture, "drizzle", file))),
    by: ["a direct connection"],
    defaultTable: table("__drizzle_migrations"),
    failing: { ...last(isFirst), beside: downOf(isFirst) },
    empty: last(isFirst),
    late: isFirst ? "left out" : "applied",
    unknownRow: {
      name: "abc123",
      sql: `insert into ${table("__drizzle_migrations")} (hash, created_at) values ('abc123', 4000000000000)`,
    },
    customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: table("app_ledger") } },
    environment: (url) => ({ DATABASE_URL: url.replace("sqlite:", ""), DIALECT: spoken }),
    url: plainUrl,
    path: [],
    nodeModules: () =>
      dialect === "sqlite"
        ? npmPackagesWith(BETTER_SQLITE3, packages)
        : npmPackages({ ...packages, pg: "8.23.1", mysql2: "3.24.6" }),
    install: (directory) => {
      if (isFirst) cpSync(join(directory, "downs"), join(directory, "drizzle"), { recursive: true });
    },
  };
}

function last(isFirst: boolean): RealTool["failing"] {
  return { file: isFirst ? "0099_last.sql" : "20240199000000_last/migration.sql", text: LAST, name: hashOf(LAST) };
}

function downOf(isFirst: boolean): { readonly file: string; readonly text: string } {
  return { file: isFirst ? "0099_last.down.sql" : "20240199000000_last/down.sql", text: "drop table no_such_table;" };
}

function textOf(path: string): string {
  return readFileSync(existsSync(join(path, "migration.sql")) ? join(path, "migration.sql") : path, "utf8");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
