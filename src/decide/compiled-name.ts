import type { KnownMigration, MigrationName } from "../model/migration.ts";

/**
 * Of names that end in the extension of a file: what the images call the same migration before or after compiling,
 * `a.js` for an applied `a.ts`. Names of tools that record no extension have no such twin. Those that do record it
 * (knex, sequelize-cli, umzug) take the two for two migrations.
 */
export function compiledTwins(
  names: readonly MigrationName[],
  known: readonly KnownMigration[],
): ReadonlyMap<MigrationName, MigrationName> {
  const byStem = new Map(known.map(({ name }) => [stemOf(name), name]));
  return new Map(
    names.flatMap((name) => {
      const stem = stemOf(name);
      const twin = stem === undefined ? undefined : byStem.get(stem);
      return twin === undefined || twin === name ? [] : [[name, twin] as const];
    }),
  );
}

function stemOf(name: MigrationName): string | undefined {
  return /^(.+)\.[cm]?[jt]s$/.exec(name)?.[1];
}
