import type { KnownMigration, MigrationName } from "../model/migration.ts";

/** One for each version, which is a whole number, in numeric order. */
export function inVersionOrder(migrations: readonly KnownMigration[]): readonly KnownMigration[] {
  return oneForEach(migrations).toSorted((left, right) => compareVersions(left.name, right.name));
}

/**
 * Tools whose ledger holds a version alone mostly stop at two files of one version, and none says which of them was
 * applied: such files are one migration that cannot be taken back.
 */
export function oneForEach(migrations: readonly KnownMigration[]): readonly KnownMigration[] {
  const known = new Map<MigrationName, KnownMigration>();
  for (const migration of migrations) {
    const same = known.get(migration.name);
    known.set(migration.name, same === undefined ? migration : doubled(same, migration));
  }
  return [...known.values()];
}

export function compareVersions(left: MigrationName, right: MigrationName): number {
  const [first, second] = [BigInt(left), BigInt(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function doubled(first: KnownMigration, second: KnownMigration): KnownMigration {
  const { name } = first;
  const file = `${first.file}, ${second.file}`;
  return { name, file, down: { kind: "absent", because: `several files have its version: ${file}` } };
}
