// SQLite lets a foreign key point to what is not there, or is no key: what is written to either table then fails.
import type { Change } from "../../model/change.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { keysOf } from "./keys-of.ts";

/** Whether rows that the client deletes would go on to the new table (`on delete cascade`), and fail there. */
export function stopsDeletes(change: Change, { after, client }: Ends): boolean {
  if (change.kind !== "create-table" || after.dialect !== "sqlite" || !after.complete) return false;
  const references = (tableIn(after, change.table)?.constraints ?? []).flatMap(({ definition }) =>
    definition.kind === "foreign-key" ? [definition] : [],
  );
  const parents = references.map((reference) => ({ reference, parent: tableIn(after, reference.references) }));
  return (
    parents.some(({ parent }) => parent === undefined) &&
    parents.some(
      ({ reference, parent }) => reference.onDelete === "cascade" && tableById(client, parent?.id) !== undefined,
    )
  );
}

/** Whether writes of the client fail ("foreign key mismatch"), to the table or to the one that it refers to. */
export function missesKey({ kind }: Change, { after, client }: Ends): boolean {
  if ((kind !== "create-table" && kind !== "add-column") || after.dialect !== "sqlite" || !after.complete) return false;
  return mismatchedIn(after).some(
    ({ table, parent }) =>
      (client.tables.has(table.name) || tableById(client, parent.id) !== undefined) &&
      !mismatchedIn(client).some((before) => before.table.name === table.name && before.parent.name === parent.name),
  );
}

interface Mismatch {
  readonly table: Table;
  readonly parent: Table;
}

function mismatchedIn(schema: Schema): readonly Mismatch[] {
  const found =
    MISMATCHED.get(schema.tables) ?? [...schema.tables.values()].flatMap((one) => mismatchesOf(one, schema));
  MISMATCHED.set(schema.tables, found);
  return found;
}

function mismatchesOf(table: Table, schema: Schema): readonly Mismatch[] {
  return table.constraints.flatMap(({ definition }) => {
    const parent = definition.kind === "foreign-key" ? tableIn(schema, definition.references) : undefined;
    if (definition.kind !== "foreign-key" || parent?.complete !== true) return [];
    return hasKeyFor(definition, parent, schema) ? [] : [{ table, parent }];
  });
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

function hasKeyFor({ references, referenced }: ForeignKey, parent: Table, schema: Schema): boolean {
  const wanted = referenced.length > 0 ? referenced : primaryKeyOf(schema, keyOf(schema, references));
  const plain = parent.indexes.filter(({ definition }) => definition.where === null);
  return (
    wanted.length > 0 &&
    keysOf({ ...parent, indexes: plain }).some((key) => String(key.toSorted()) === String(wanted.toSorted()))
  );
}

/** Found once for each state of the tables: of many changes, each is asked what it misses in that state. */
const MISMATCHED = new WeakMap<Schema["tables"], readonly Mismatch[]>();
