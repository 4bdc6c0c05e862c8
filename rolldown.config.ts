import type { RolldownOptions } from "rolldown";

const config: RolldownOptions = {
  input: { cli: "src/cli.ts" },
  platform: "node",
  // Drivers that knex asks for when another dialect is chosen, and pg's native half: none of them is installed.
  external: [
    ...["better-sqlite3", "mariadb/callback", "mysql", "oracledb", "pg-native", "pg-query-stream"],
    ...["sqlite3", "tedious"],
  ],
  output: { dir: "dist", format: "esm", cleanDir: true },
};

export default config;
