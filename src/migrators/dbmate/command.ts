import type { Command } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";

export function dbmateCommand(word: "rollback" | "migrate" | "status", toolSettings: ToolSettings): Command {
  return { argv: ["dbmate", ...dbmateFlags(toolSettings, toolSettings.migrationsDir), word], environment: {} };
}

/** The schema file is not written: a container's file system may be read-only, and nobody would keep the file. */
export function dbmateFlags(
  { databaseUrlEnv, table }: ToolSettings,
  migrationsDir: string | undefined,
): readonly string[] {
  return [
    "--no-dump-schema",
    ...(databaseUrlEnv === undefined ? [] : ["--env", databaseUrlEnv]),
    ...(migrationsDir === undefined ? [] : ["--migrations-dir", migrationsDir]),
    ...(table === undefined ? [] : ["--migrations-table", table]),
  ];
}
