import type { MigratorName, KnownMigration } from "../../../src/model/migration.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLocalMigrations } from "../../../src/local/migrations.ts";
import { migrators } from "../../../src/migrators/all.ts";

/** What a tool's listing knows of a directory with just these files. */
export async function knownIn(
  tool: MigratorName,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<readonly KnownMigration[]> {
  const directory = mkdtempSync(join(tmpdir(), `${tool}-files-`));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    const migrator = migrators[tool];
    const listing = migrator.listing({ migrationsDir: ".", variables: {} });
    return migrator.knownFrom((await createLocalMigrations().list(directory, migrator.filesAre, listing)).files);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
