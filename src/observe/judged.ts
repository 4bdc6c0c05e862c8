import type { Evidence } from "../model/evidence.ts";
import type { RangeJudgement } from "../model/judgement.ts";
import type { MigrationSql } from "../model/migration-sql.ts";
import type { KnownMigration, Ledger, MigrationName } from "../model/migration.ts";
import type { Judges } from "../ports/world.ts";
import type { Seen } from "./sql-between.ts";
import { known } from "../model/evidence.ts";
import { asTheyRan } from "./not-run.ts";
import { filesOf } from "./sql-between.ts";

/** Who judges, and the way to see the schema as it is. */
export interface Judging {
  readonly judges: Judges;
  readonly readLive: () => Promise<readonly string[] | null>;
}

/** Judges the SQL of what the returning image does not know. */
export async function judgedBetween(
  sql: Evidence<readonly MigrationSql[]>,
  seen: Pick<Seen, "ledger" | "leavingKnows" | "database">,
  { judges, readLive }: Judging,
): Promise<Evidence<RangeJudgement>> {
  if (!sql.known) return sql;
  const migrations = asTheyRan(sql.value, seen.ledger);
  const range = await judges.range(seen.database.dialect, migrations, {
    live: migrations.some(isReadable) ? await readLive() : null,
    earlier: earlierThan(
      migrations.map(({ name }) => name),
      seen.ledger,
      filesOf(seen),
    ),
  });
  return known(range, sql.from, "the SQL of their ups and downs, by rules");
}

/** Where no SQL of it was seen there is nothing to hold against the schema. */
function isReadable({ up, down }: MigrationSql): boolean {
  return [up, down].some(({ kind }) => kind === "sql" || kind === "recorded");
}

/** Everything applied before, in the order of the ledger, as long as all of it is SQL that was seen. */
function earlierThan(
  names: readonly MigrationName[],
  ledger: Ledger,
  files: ReadonlyMap<MigrationName, KnownMigration>,
): readonly string[] | null {
  const between = new Set(names);
  const rows = ledger.applied.filter(({ name }) => !between.has(name));
  const earlier = rows.map(({ name, notRun }) => (notRun === undefined ? files.get(name)?.up : undefined));
  const seen = earlier.filter((up) => up !== undefined);
  return seen.length === earlier.length ? seen : null;
}
