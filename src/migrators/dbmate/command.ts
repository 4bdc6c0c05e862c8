import type { Command } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";

/** The schema file is not written: a container's file system may be read-only, and nobody would keep the file. */
export function dbmateCommand(
  word: "rollback" | "migrate" | "status",
  { migrationsDir, databaseUrlEnv, table }: ToolSettings,
): Command {
  return {
    argv: [
      "dbmate",
      "--no-dump-schema",
      ...(databaseUrlEnv === undefined ? [] : ["--env", databaseUrlEnv]),
      ...(migrationsDir === undefined ? [] : ["--migrations-dir", migrationsDir]),
      ...(table === undefined ? [] : ["--migrations-table", table]),
      word,
    ],
    environment: {},
  };
}
