import type { Evidence } from "../model/evidence.ts";
import type { Down, KnownMigration } from "../model/migration.ts";
import type { MigrationRecord, RecordedMigration } from "../model/record.ts";
import type { Revision } from "../model/workload.ts";
import { failure } from "../errors.ts";
import { known, undetermined } from "../model/evidence.ts";
import { MIGRATOR_NAMES } from "../model/migration.ts";
import { edit } from "../model/trouble.ts";
import { present } from "./present.ts";

/**
 * What was recorded on a revision at deploy time; undefined when nothing was.
 * @throws setting-malformed when there is a value that is no record of format v1
 */
export function recordOf(revision: Revision): MigrationRecord | undefined {
  if (revision.recorded === null) return undefined;
  const parsed = parseJson(revision.recorded);
  if (isRecord(parsed)) return parsed;
  throw failure(
    "setting-malformed",
    `the annotation safe-rollback.io/migrations on ReplicaSet ${revision.name} is not a migration record`,
    {
      facts: [`expected JSON with "format": "safe-rollback.record/v1", "tool", "image" and "migrations"`],
      next: [edit(`the annotation safe-rollback.io/migrations on ReplicaSet ${revision.name}`, "mend or remove it")],
    },
  );
}

/** A record that was made from another image than the revision names now speaks for nobody. */
export function recordedKnowledge(revision: Revision, container: string): Evidence<readonly KnownMigration[]> {
  const record = recordOf(revision);
  if (record === undefined)
    return undetermined("nothing was recorded at deploy time", [
      `annotation safe-rollback.io/migrations on ReplicaSet ${revision.name}: absent`,
    ]);
  const image = revision.containers.find(({ name }) => name === container)?.image;
  if (record.image !== image) {
    return undetermined("the record was made from another image", [
      `annotation safe-rollback.io/migrations on ReplicaSet ${revision.name}: made from ${record.image}, the revision runs ${image}`,
    ]);
  }
  return known(record.migrations.map(knownOf), "recorded", `annotation on ReplicaSet ${revision.name}`);
}

function knownOf({ name, file, down, needs, previous }: RecordedMigration): KnownMigration {
  return { name, file, down: downOf(down), ...present({ needs, previous }) };
}

function downOf(kind: Down["kind"]): Down {
  switch (kind) {
    case "sql":
      return { kind, text: null, transaction: true };
    case "code":
      return { kind };
    case "absent":
    case "refused":
      return { kind, because: "recorded so at deploy time" };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is MigrationRecord {
  if (typeof value !== "object" || value === null) return false;
  const { format, tool, image, migrations } = value as Record<string, unknown>;
  return (
    format === "safe-rollback.record/v1" &&
    MIGRATOR_NAMES.some((name) => name === tool) &&
    typeof image === "string" &&
    Array.isArray(migrations) &&
    migrations.every(isRecordedMigration)
  );
}

function isRecordedMigration(value: unknown): value is RecordedMigration {
  if (typeof value !== "object" || value === null) return false;
  const { name, file, down, needs = [], previous = null } = value as Record<string, unknown>;
  return (
    typeof name === "string" &&
    typeof file === "string" &&
    ["sql", "code", "absent", "refused"].includes(String(down)) &&
    isNames(needs) &&
    (previous === null || typeof previous === "string")
  );
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}
