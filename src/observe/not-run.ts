import type { MigrationSql } from "../model/migration-sql.ts";
import type { Ledger } from "../model/migration.ts";

/**
 * The ledger's word goes before the files': what an up that never ran would have changed was there already, or never
 * came to be, so that its SQL says nothing of the schema.
 */
export function asTheyRan(migrations: readonly MigrationSql[], { applied }: Ledger): readonly MigrationSql[] {
  const notRun = new Map(applied.map(({ name, notRun: because }) => [name, because]));
  return migrations.map((migration) => {
    const because = notRun.get(migration.name);
    return because === undefined ? migration : { ...migration, up: { kind: "unseen", because } };
  });
}
