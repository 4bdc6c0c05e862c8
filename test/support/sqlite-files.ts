import type { DatabaseHome } from "./databases.ts";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** SQLite has no server and nobody logs in: a new directory, in which every database is a file. */
export async function makeSqliteFiles(): Promise<DatabaseHome> {
  const home = await mkdtemp(join(tmpdir(), "sqlite-"));
  const fileOf = (name: string): string => join(home, `${name}.db`);
  return {
    dialect: "sqlite",
    host: "localhost",
    port: 0,
    user: "",
    password: "no password is ever asked for",
    urlOf: (database) => `sqlite:${fileOf(database)}`,
    createDatabase: async (name) => writeFile(fileOf(name), ""),
    session: async (name, text, during) => {
      const database = new DatabaseSync(fileOf(name));
      try {
        database.exec("pragma synchronous = off");
        database.exec(text);
        await during?.();
      } finally {
        database.close();
      }
    },
    stop: async () => rm(home, { recursive: true, force: true }),
  };
}
