// flyway-core/src/main/java/org/flywaydb/core/api/MigrationVersion.java

/** As the ledger spells the version in a file's name; undefined when Flyway takes it for none. */
export function flywayVersion(written: string): string | undefined {
  const version = written.replaceAll("_", ".");
  return /^\d+(?:\.\d+)*$/.test(version) ? version : undefined;
}

/** Part by part, as numbers of any length; what is missing at the end counts as zero. */
export function compareFlywayVersions(left: string, right: string): number {
  const [first, second] = [partsOf(left), partsOf(right)];
  for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
    const [one, other] = [first[at] ?? 0n, second[at] ?? 0n];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function partsOf(version: string): readonly bigint[] {
  return version.split(".").map((part) => (/^\d+$/.test(part) ? BigInt(part) : 0n));
}
