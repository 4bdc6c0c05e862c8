import type { ColumnDefinition, ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Loss } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { clientTable } from "../rule.ts";
import { hasKey } from "../schema/has-key.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf } from "../schema/schema.ts";

export interface Reference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly onDelete: string;
}

/** Foreign keys that point to a table, and what they do when a row of it goes. */
export function referencesTo(schema: Schema, key: string): readonly Reference[] {
  return [...schema.tables].flatMap(([table, { constraints }]) =>
    constraints.flatMap(({ definition }) =>
      definition.kind === "foreign-key" && hasKey(schema, definition.references, key)
        ? [{ table, columns: definition.columns, onDelete: definition.onDelete }]
        : [],
    ),
  );
}

/** Deletes of the parent are carried on, not refused. */
export function isFollowed(onDelete: string): boolean {
  return FOLLOWS.has(onDelete);
}

/** The table that this code may delete from, where a foreign key refuses that, or refuses what goes with it. */
export function refusingParent(
  constraint: ConstraintDefinition,
  at: At,
  columns: readonly ColumnDefinition[] = [],
): string | undefined {
  // What a down makes again is empty.
  if (at.side === "down" || constraint.kind !== "foreign-key") return undefined;
  const own = columns.filter(({ name }) => constraint.columns.includes(name));
  const isInVain = own.some((column) => mayRefuse(constraint.onDelete, column));
  if (isFollowed(constraint.onDelete) && !isInVain) return undefined;
  return [keyOf(at.before, constraint.references), ...cascadesTo(at.before, constraint.references)].find(
    (parent) => clientTable(at, { schema: null, name: parent }) !== undefined,
  );
}

/** Tables with whose rows those of this one go. */
export function cascadesTo(schema: Schema, table: Name): readonly string[] {
  const key = keyOf(schema, table);
  const reached = new Set([key]);
  for (const child of reached)
    for (const { definition } of schema.tables.get(child)?.constraints ?? [])
      if (definition.kind === "foreign-key" && definition.onDelete === "cascade")
        reached.add(keyOf(schema, definition.references));
  reached.delete(key);
  return [...reached];
}

const FOLLOWS: ReadonlySet<string> = new Set(["cascade", "set null", "set default"]);

/** Tables whose rows go with those of another, and with those that go so. */
export function cascadesFrom(schema: Schema, key: string): readonly string[] {
  if (areOff(schema)) return [];
  const reached = new Set([key]);
  for (const parent of reached)
    for (const { table, onDelete } of referencesTo(schema, parent)) if (onDelete === "cascade") reached.add(table);
  reached.delete(key);
  return [...reached];
}

/** Columns whose values go with the rows that they refer to, of a table and of those that go with it. */
export function clearedFrom(schema: Schema, key: string): readonly Loss[] {
  if (areOff(schema)) return [];
  const parents = [key, ...cascadesFrom(schema, key)];
  const keys = parents.flatMap((parent) => referencesTo(schema, parent));
  const cleared = keys.filter(({ onDelete }) => CLEARS.has(onDelete));
  return cleared.flatMap(({ table, columns }) => columns.map((column): Loss => `values:${table}.${column}`));
}

/** Columns that follow those of a table that they refer to, when these get other values. */
export function followersOf(schema: Schema, key: string, columns: readonly string[]): readonly Loss[] {
  if (areOff(schema)) return [];
  return referencesToColumns(schema, key, columns)
    .filter(({ onUpdate }) => isFollowed(onUpdate))
    .flatMap(({ table, from }) => from.map((column): Loss => `values:${table}.${column}`));
}

interface ReferenceToColumns {
  readonly table: string;
  readonly from: readonly string[];
  readonly onUpdate: string;
}

/** Foreign keys to some of these columns. */
export function referencesToColumns(
  schema: Schema,
  key: string,
  columns: readonly string[],
): readonly ReferenceToColumns[] {
  return [...schema.tables].flatMap(([table, { constraints }]) =>
    constraints.flatMap(({ definition }) => {
      if (definition.kind !== "foreign-key" || keyOf(schema, definition.references) !== key) return [];
      const { referenced, onUpdate, columns: from } = definition;
      const to = referenced.length > 0 ? referenced : primaryKeyOf(schema, key);
      return to.some((column) => columns.includes(column)) ? [{ table, from, onUpdate }] : [];
    }),
  );
}

export const CLEARS: ReadonlySet<string> = new Set(["set null", "set default"]);

/** What it would put in their place is refused by the column itself: a null where there must be a value, or a value that has no row. */
export function mayRefuse(action: string, { nullable, default: { kind } }: ColumnDefinition): boolean {
  if (!CLEARS.has(action)) return false;
  const isNull = action === "set null" || kind === "none" || kind === "null";
  return isNull ? !nullable : true;
}

/** SQLite's `pragma foreign_keys`, MySQL's `foreign_key_checks`. */
export function areOff({ session }: Schema): boolean {
  return ["foreign_keys", "foreign_key_checks"].some((setting) => OFF.has(session.get(setting) ?? ""));
}

const OFF: ReadonlySet<string> = new Set(["0", "off", "false", "no"]);
