import type { Evidence } from "../model/evidence.ts";
import type { MigrationSql, SqlSeen } from "../model/migration-sql.ts";
import type { Down, KnownMigration, MigrationName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import type { Recorder } from "./recorded.ts";
import { known, undetermined } from "../model/evidence.ts";

export type Seen = Pick<Situation, "ledger" | "leavingKnows" | "returningKnows" | "keepUpTo" | "database">;

/**
 * The SQL that the leaving image has of what is applied and not known to the returning one, oldest first, or why it is
 * not seen where that is code.
 */
export async function sqlBetween(seen: Seen, record: Recorder): Promise<Evidence<readonly MigrationSql[]>> {
  const names = namesBetween(seen);
  if (!names.known) return names;
  const files = filesOf(seen);
  const sql = await sqlOf(
    names.value.flatMap((name) => files.get(name) ?? []),
    record,
  );
  const found = new Map(sql.map((one) => [one.name, one]));
  return { ...names, value: names.value.map((name) => found.get(name) ?? withoutFile(name)) };
}

/** From the files where they hold it, else as it was recorded. */
export async function sqlOf(migrations: readonly KnownMigration[], record: Recorder): Promise<readonly MigrationSql[]> {
  const recorded = await record(migrations.filter(isCode));
  return migrations.map((migration) => sidesOf(migration, recorded.get(migration.name)));
}

export function filesOf({
  leavingKnows: { relied },
}: Pick<Seen, "leavingKnows">): ReadonlyMap<MigrationName, KnownMigration> {
  return new Map(relied.known ? relied.value.map((migration) => [migration.name, migration]) : []);
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

function isCode({ up, down }: KnownMigration): boolean {
  return up === undefined || down.kind === "code";
}

function sidesOf({ name, up, down }: KnownMigration, recorded: MigrationSql | undefined): MigrationSql {
  const ups: SqlSeen = up === undefined ? (recorded?.up ?? unread("up")) : { kind: "sql", text: up };
  return { name, up: ups, down: downOf(down, recorded?.down ?? unread("down")) };
}

function downOf(down: Down, recorded: SqlSeen): SqlSeen {
  if (down.kind === "absent" || down.kind === "refused") return { kind: "absent" };
  if (down.kind === "code") return recorded;
  return down.text === null ? unread("down") : { kind: "sql", text: down.text };
}

function withoutFile(name: MigrationName): MigrationSql {
  return { name, up: unseen("the leaving image has no file for it"), down: { kind: "absent" } };
}

function unread(side: "up" | "down"): SqlSeen {
  return unseen(`its ${side} was not read`);
}

function unseen(because: string): SqlSeen {
  return { kind: "unseen", because };
}
