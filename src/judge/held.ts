// What a session that runs the statements holds, and why it refuses one of them, whatever that is about.
import type { Statement } from "../model/change.ts";
import type { Locked } from "./locked-tables.ts";
import type { Pending } from "./pending-events.ts";
import type { Schema } from "./schema/schema.ts";
import { refusedUnlocked } from "./locked-tables.ts";
import { refusedWithin } from "./open-transaction.ts";

interface Place {
  readonly now: Schema;
  readonly before: Schema;
  readonly held: Held;
}

export interface Held {
  /** A transaction that the statements themselves have begun. */
  readonly open: boolean;
  readonly locked: Locked;
  readonly pending: Pending;
}

/** Why it fails, whatever it is about. */
export function refusalOf(statement: Statement, { now, before, held: { open, locked } }: Place): string | undefined {
  const refused = statement.refused ?? earlyLabel(statement, now, before) ?? refusedUnlocked(statement, locked, now);
  return refused ?? (open ? refusedWithin(statement, now) : undefined);
}

/** PostgreSQL: "New enum values must be committed before they can be used"; the type itself must be older. */
function earlyLabel({ strings = [], changes }: Statement, now: Schema, before: Schema): string | undefined {
  if (now.dialect !== "postgresql" || changes.some(({ kind }) => kind === "add-enum-value")) return undefined;
  for (const [key, { fresh, id }] of now.types) {
    const isOlder = [...before.types.values()].some((type) => type.id === id);
    const used = fresh.find((label) => strings.includes(label));
    const isFresh = used !== undefined && before.types.get(key)?.labels.includes(used) !== true;
    if (isOlder && isFresh) return `'${used}' was added to ${key} in the same transaction, where it cannot be used yet`;
  }
  return undefined;
}
