// What followed a table to its new name, while another took the one that the code knows: it is still about the first.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { keyOf } from "../schema/schema.ts";
import { triggerText } from "../triggers/same.ts";

/**
 * Rows that refer to new ones are refused; what is read or written behind the code's back is the old table's. RENAME TABLE
 * of MariaDB: "foreign key constraints that point to the renamed table are automatically updated"; ALTER TABLE of SQLite
 * changes "references to the table within trigger bodies and view definitions" too; PostgreSQL keeps no names at all.
 */
export function leftBehindImpacts({ change, effect: { takes } }: Done, { client, after }: Ends): readonly Impact[] {
  if (change.kind !== "rename-table" || takes?.kind !== "table") return [];
  const key = takes.table;
  const now = after.tables.get(key);
  if (now === undefined || now.id === client.tables.get(key)?.id) return [];
  return [
    ...(isLeft(key, keysIn(client), keysIn(after)) ? [impact("writes_break", "if_data")] : []),
    ...(isLeft(key, readersIn(client), readersIn(after)) ? [impact("behaviour_change", "if_referenced")] : []),
  ];
}

/** What is about which tables, by what it is and where it stands. */
type Naming = ReadonlyMap<string, readonly string[]>;

function isLeft(key: string, before: Naming, now: Naming): boolean {
  return [...before].some(([one, tables]) => tables.includes(key) && now.get(one)?.includes(key) === false);
}

function keysIn(schema: Schema): Naming {
  return foundOnce(KEYS, schema, () =>
    [...schema.tables.values()].flatMap(({ name, constraints }) =>
      constraints.flatMap(({ id, definition }) =>
        definition.kind === "foreign-key"
          ? [[`${id} on ${name}`, [keyOf(schema, definition.references)]] as const]
          : [],
      ),
    ),
  );
}

function readersIn(schema: Schema): Naming {
  return foundOnce(READERS, schema, () => [
    ...[...schema.tables.values()].flatMap((table) => readersOn(table, schema)),
    ...[...schema.views].map(([name, { id, text, reads }]) => [`view ${name} ${id} ${text}`, reads] as const),
    ...[...schema.routines].map(([name, { body, reads }]) => [`routine ${name} ${body}`, reads] as const),
  ]);
}

function readersOn(
  { id, name, triggers, ties }: Table,
  schema: Schema,
): readonly (readonly [string, readonly string[]])[] {
  const own = `on ${name} ${id}`;
  return [
    ...[...triggers].map(
      ([, trigger]) =>
        [`${own} ${triggerText(trigger)}`, (trigger.effects?.tables ?? []).map((each) => keyOf(schema, each))] as const,
    ),
    ...[...ties].map(([tie, { reads }]) => [`${own} ${tie}`, reads] as const),
  ];
}

function foundOnce(
  known: WeakMap<Schema, Naming>,
  schema: Schema,
  find: () => readonly (readonly [string, readonly string[]])[],
): Naming {
  const found = known.get(schema) ?? new Map(find());
  known.set(schema, found);
  return found;
}

/** Found once for each state of the schema: of many tables that are renamed, each is asked what followed it. */
const KEYS = new WeakMap<Schema, Naming>();
const READERS = new WeakMap<Schema, Naming>();
