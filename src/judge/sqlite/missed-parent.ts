// SQLite compiles a statement with all that its foreign keys make of it, and fails where a table is missing that one names,
// whatever the rows (sqlite3FkCheck in src/fkey.c).
import type { Change, ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { areOff, cascadesFrom, referencesTo } from "../constraints/foreign-keys.ts";
import { keyOf } from "../schema/schema.ts";

/** In words, the table that is missing where this statement writes; undefined where none is, or nobody can tell. */
export function missedParent(change: Change, schema: Schema): string | undefined {
  if (schema.dialect !== "sqlite" || areOff(schema)) return undefined;
  const reference = checkedBy(change, schema).find(({ references }) => isMissing(references, schema));
  return reference === undefined
    ? undefined
    : `${keyOf(schema, reference.references)} does not exist, to which what is written refers`;
}

function checkedBy(change: Change, schema: Schema): readonly Reference[] {
  if (change.kind === "drop-table") return followersOf(keyOf(schema, change.table), schema);
  if (change.kind === "delete") return writtenIn(keyOf(schema, change.table), schema);
  if (change.kind !== "insert" && change.kind !== "update") return [];
  const replaces = change.kind === "insert" ? change.onConflict === "replace" : change.replaces === true;
  if (replaces) return writtenIn(keyOf(schema, change.table), schema);
  const own = referencesOf(keyOf(schema, change.table), schema);
  return change.kind === "insert" ? own : own.filter(({ columns }) => isSet(columns, change));
}

function isSet(columns: readonly string[], { assignments }: ChangeOf<"update">): boolean {
  return assignments.some(({ column }) => columns.includes(column));
}

/** Where rows of the table go, and others with them. */
function writtenIn(key: string, schema: Schema): readonly Reference[] {
  return [...referencesOf(key, schema), ...followersOf(key, schema)];
}

/** Of the tables whose rows go with those of this one; itself where they refer to each other. */
function followersOf(key: string, schema: Schema): readonly Reference[] {
  const children = referencesTo(schema, key).flatMap(({ table, onDelete }) => (onDelete === "cascade" ? [table] : []));
  const all = new Set([...children, ...children.flatMap((child) => cascadesFrom(schema, child))]);
  return [...all].flatMap((table) => referencesOf(table, schema));
}

type Reference = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

function referencesOf(key: string, { tables }: Schema): readonly Reference[] {
  const constraints = tables.get(key)?.constraints ?? [];
  return constraints.flatMap(({ definition }) => (definition.kind === "foreign-key" ? [definition] : []));
}

function isMissing(name: Name, schema: Schema): boolean {
  const key = keyOf(schema, name);
  return !schema.tables.has(key) && (schema.complete || schema.dropped.has(`tables:${key}`));
}
