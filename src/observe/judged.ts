import type { Evidence } from "../model/evidence.ts";
import type { RangeJudgement } from "../model/judgement.ts";
import type { MigrationSql, SqlSeen } from "../model/migration-sql.ts";
import type { KnownMigration, MigrationName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import type { Judges } from "../ports.ts";
import type { Recorder, Recordings } from "./recorded.ts";
import { known, undetermined } from "../model/evidence.ts";
import { asTheyRan } from "./not-run.ts";

type Seen = Pick<Situation, "ledger" | "leavingKnows" | "returningKnows" | "keepUpTo" | "database">;

/** The ways to see what no file tells: the schema as it is, and the SQL of code. */
export interface Looks {
  readonly readLive: () => Promise<readonly string[] | null>;
  readonly record: Recorder;
}

/**
 * Judges what the returning image does not know of what is applied, by the SQL that the leaving image has of it, or says
 * where it is code.
 */
export async function judgedBetween(
  seen: Seen,
  judges: Judges,
  { readLive, record }: Looks,
): Promise<Evidence<RangeJudgement>> {
  const names = namesBetween(seen);
  if (!names.known) return names;
  const files = filesOf(seen);
  const recordings = await record(names.value.flatMap((name) => files.get(name) ?? []).filter(isCode));
  const sql = names.value.map((name) => sqlOf(name, files.get(name), recordings));
  const migrations = asTheyRan(sql, seen.ledger);
  const range = await judges.range(seen.database.dialect, migrations, {
    live: migrations.some(isReadable) ? await readLive() : null,
    earlier: earlierThan(names.value, seen, files),
  });
  return known(range, names.from, "the SQL of their ups and downs, by rules");
}

function namesBetween({ ledger, leavingKnows, returningKnows, keepUpTo }: Seen): Evidence<readonly MigrationName[]> {
  const applied = ledger.applied.map(({ name }) => name);
  if (keepUpTo !== null) return known(applied.slice(applied.indexOf(keepUpTo) + 1), "operator", "");
  const { relied: returning } = returningKnows;
  const { relied: leaving } = leavingKnows;
  if (!returning.known) return undetermined(returning.because, returning.tried);
  const knownThere = new Set(returning.value.map(({ name }) => name));
  const strangers = applied.filter((name) => !knownThere.has(name));
  if (strangers.length > 0 && !leaving.known) return undetermined(leaving.because, leaving.tried);
  const files = new Set(leaving.known ? leaving.value.map(({ name }) => name) : []);
  return known(
    strangers.filter((name) => files.has(name)),
    returning.from,
    "",
  );
}

function filesOf({ leavingKnows: { relied } }: Seen): ReadonlyMap<MigrationName, KnownMigration> {
  return new Map(relied.known ? relied.value.map((migration) => [migration.name, migration]) : []);
}

function isCode({ up, down }: KnownMigration): boolean {
  return up === undefined || down.kind === "code";
}

function sqlOf(name: MigrationName, file: KnownMigration | undefined, { found, because }: Recordings): MigrationSql {
  if (file === undefined) return { name, up: unseen("the leaving image has no file for it"), down: { kind: "absent" } };
  const { up, down } = found.get(name) ?? { up: unseen(`its up ${because}`), down: unseen(`its down ${because}`) };
  return { name, up: file.up === undefined ? up : { kind: "sql", text: file.up }, down: downOf(file, down) };
}

function downOf({ down }: KnownMigration, recorded: SqlSeen): SqlSeen {
  if (down.kind === "absent" || down.kind === "refused") return { kind: "absent" };
  if (down.kind === "code") return recorded;
  return down.text === null ? unseen("its down was not read") : { kind: "sql", text: down.text };
}

/** Where no SQL of it was seen there is nothing to hold against the schema. */
function isReadable({ up, down }: MigrationSql): boolean {
  return [up, down].some(({ kind }) => kind === "sql" || kind === "recorded");
}

function unseen(because: string): SqlSeen {
  return { kind: "unseen", because };
}

/** Everything applied before, in the order of the ledger, as long as all of it is SQL that was seen. */
function earlierThan(
  names: readonly MigrationName[],
  { ledger }: Seen,
  files: ReadonlyMap<MigrationName, KnownMigration>,
): readonly string[] | null {
  const between = new Set(names);
  const rows = ledger.applied.filter(({ name }) => !between.has(name));
  const earlier = rows.map(({ name, notRun }) => (notRun === undefined ? files.get(name)?.up : undefined));
  const seen = earlier.filter((up) => up !== undefined);
  return seen.length === earlier.length ? seen : null;
}
