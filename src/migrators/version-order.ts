import type { KnownMigration, MigrationName } from "../model/migration.ts";

/**
 * One for each version, which is a whole number, in numeric order. Tools that number their files stop at two of one
 * version, so such a pair is one migration that cannot be taken back.
 */
export function inVersionOrder(migrations: readonly KnownMigration[]): readonly KnownMigration[] {
  const known = new Map<MigrationName, KnownMigration>();
  for (const migration of migrations) {
    const same = known.get(migration.name);
    known.set(migration.name, same === undefined ? migration : doubled(same, migration));
  }
  return [...known.values()].toSorted((left, right) => compareVersions(left.name, right.name));
}

export function compareVersions(left: MigrationName, right: MigrationName): number {
  const [first, second] = [BigInt(left), BigInt(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function doubled(first: KnownMigration, second: KnownMigration): KnownMigration {
  const files = `${first.file}, ${second.file}`;
  return {
    ...first,
    file: files,
    down: { kind: "absent", because: `several files have its version, at which the tool stops: ${files}` },
  };
}
