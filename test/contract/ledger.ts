import type { KnownMigration, Ledger } from "../../src/model/migration.ts";
import type { Project } from "./project.ts";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLocalMigrations } from "../../src/local/migrations.ts";

export async function ledgerOf(project: Project): Promise<Ledger> {
  const files = await knownTo(project);
  return project.ask(async (database) => project.migrator.readLedger(database, project.settings, files));
}

export function namesIn({ applied }: Ledger): readonly string[] {
  return applied.map(({ name }) => name);
}

/** Files that did not change are not looked at again: for most tools that starts a program. */
export async function knownTo({ migrator, migrations }: Project): Promise<readonly KnownMigration[]> {
  const state = stateOf(migrations);
  const before = looked.get(migrations);
  if (before?.state === state) return before.known;
  const listing = migrator.listing({ migrationsDir: ".", variables: {} });
  const { files } = await createLocalMigrations().list(migrations, migrator.filesAre, listing);
  const known = migrator.knownFrom(files);
  looked.set(migrations, { state, known });
  return known;
}

const looked = new Map<string, { readonly state: string; readonly known: readonly KnownMigration[] }>();

function stateOf(directory: string): string {
  const entries = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return entries.map((name) => `${name} ${statSync(join(directory, name)).mtimeMs}`).join("\n");
}
