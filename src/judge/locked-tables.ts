// What a session of MySQL or MariaDB that has locked tables may touch: those alone, as they are locked.
import type { Change, Statement } from "../model/change.ts";
import type { Name } from "../model/definition.ts";
import type { Schema } from "./schema/schema.ts";
import { isInnoDb } from "./schema/innodb.ts";
import { keyOf, tableIn } from "./schema/schema.ts";

/** The tables by their keys, with how each is locked; undefined where none is, and all may be touched. */
export type Locked = ReadonlyMap<string, string> | undefined;

/** `lock tables` lets go of what was locked before, and so do `unlock tables` and a new transaction. */
export function lockedAfter({ changes }: Statement, locked: Locked, schema: Schema): Locked {
  const locks = changes.flatMap((change) =>
    change.kind === "lock-table" ? [[keyOf(schema, change.table), change.mode.toLowerCase()] as const] : [],
  );
  if (locks.length > 0 && isInnoDb(schema)) return new Map(locks);
  if (locked === undefined || changes.some(letsGo)) return undefined;
  const renamed = changes.flatMap((change) =>
    change.kind === "rename-table" ? [[keyOf(schema, change.to), "write"] as const] : [],
  );
  return renamed.length > 0 ? new Map([...locked, ...renamed]) : locked;
}

/** "Table was not locked with LOCK TABLES" (ER_TABLE_NOT_LOCKED); undefined where the statement may touch all it names. */
export function refusedUnlocked({ text, changes }: Statement, locked: Locked, schema: Schema): string | undefined {
  if (locked === undefined || [...locked.keys()].some((key) => schema.views.has(key))) return undefined;
  if (RENAMES.test(text) || changes.some(({ kind }) => NEVER.has(kind)))
    return "it is not done while tables are locked";
  return changes.map((change) => unlockedIn(change, locked, schema)).find((reason) => reason !== undefined);
}

function unlockedIn(change: Change, locked: NonNullable<Locked>, schema: Schema): string | undefined {
  const keysOf = (names: readonly Name[]): readonly string[] =>
    names
      .filter((name) => tableIn(schema, name)?.settings.has("temporary") !== true)
      .map((name) => keyOf(schema, name));
  const written = keysOf(writtenBy(change));
  const unlocked = [...written, ...keysOf(readBy(change))].find((key) => !locked.has(key));
  if (unlocked !== undefined) return `${unlocked} is not among the tables that were locked`;
  const unwritten = written.find((key) => locked.get(key)?.endsWith("write") === false);
  return unwritten && `${unwritten} was locked to be read`;
}

function letsGo(change: Change): boolean {
  if (change.kind === "transaction") return change.verb === "begin";
  return change.kind === "maintenance" && UNLOCKS.test(change.text);
}

const UNLOCKS = /^\s*unlock\b/i;

/** "Can't execute the given command because you have active locked tables" (ER_LOCK_OR_ACTIVE_TRANSACTION). */
const NEVER: ReadonlySet<Change["kind"]> = new Set(["create-view", "drop-view", "create-routine", "drop-schema"]);

const RENAMES = /^\s*rename\b/i;

function writtenBy(change: Change): readonly Name[] {
  if (change.kind === "create-index") return [change.index.table];
  if (change.kind === "lock-table" || change.kind === "maintenance") return [];
  if (change.kind === "create-table" && change.temporary) return [];
  return "table" in change && change.table !== null ? [change.table] : [];
}

function readBy(change: Change): readonly Name[] {
  if (change.kind === "insert") return change.source.from === "query" ? change.source.reads : [];
  return change.kind === "update" || change.kind === "delete" ? (change.reads ?? []) : [];
}
