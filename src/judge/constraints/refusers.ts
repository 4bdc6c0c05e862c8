// Who refuses to let a row go that others refer to.
import type { Change } from "../../model/change.ts";
import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Reference } from "./foreign-keys.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { mayRefuseFollowing } from "./followed-rows.ts";
import { CLEARS, areOff, cascadesFrom, cascadesTo, isFollowed, mayRefuse, referencesTo } from "./foreign-keys.ts";

/** Tables that may refuse to let rows of it go: of those that reference it, or what goes with it. */
export function refusersOf(schema: Schema, key: string): readonly string[] {
  return heldOn(schema, key).map(({ table }) => table);
}

interface Held extends Reference {
  readonly parent: string;
}

function heldOn(schema: Schema, key: string): readonly Held[] {
  if (areOff(schema)) return [];
  return [key, ...cascadesFrom(schema, key)]
    .flatMap((parent) => referencesTo(schema, parent).map((one) => ({ ...one, parent })))
    .filter((one) => isHeld(one, schema));
}

/** Whether rows that the client deletes are held back from now on by the table that this change is about. */
export function holdsRows(change: Change, { client, after, side }: Ends): boolean {
  const name = heldAt(change, side);
  const table = name === null ? undefined : tableIn(after, name);
  const known = tableById(client, table?.id);
  return (
    table !== undefined &&
    parentsOf(table, after).some((key) => {
      const parent = tableById(client, after.tables.get(key)?.id);
      return parent !== undefined && isHolding(table, key, after) && !isHolding(known, parent.name, client);
    })
  );
}

/** Rows of its own that refer to one another go together as a rule. */
function isHolding(table: Table | undefined, parent: string, schema: Schema): boolean {
  return (
    table !== undefined && heldOn(schema, parent).some((one) => one.table === table.name && one.parent !== table.name)
  );
}

/** What a down makes again is empty. */
function heldAt(change: Change, side: Ends["side"]): Name | null {
  if (change.kind === "create-index") return change.index.table;
  if (change.kind === "create-table") return side === "up" ? change.table : null;
  return change.kind === "add-constraint" || change.kind === "create-trigger" ? change.table : null;
}

/** Tables whose rows may take one of these along, or change it. */
function parentsOf({ constraints }: Table, schema: Schema): readonly string[] {
  const parents = constraints.flatMap(({ definition }) =>
    definition.kind === "foreign-key" ? [definition.references] : [],
  );
  return [...new Set(parents.flatMap((parent) => [keyOf(schema, parent), ...cascadesTo(schema, parent)]))];
}

function isHeld(reference: Reference, schema: Schema): boolean {
  const table = schema.tables.get(reference.table);
  if (!isFollowed(reference.onDelete)) return true;
  return table !== undefined && (isClearedInVain(reference, table) || mayRefuseFollowing(reference, table, schema));
}

function isClearedInVain({ columns, onDelete }: Reference, table: Table): boolean {
  return columns.some((column) => {
    const definition = table.columns.get(column)?.definition ?? null;
    return definition !== null && mayRefuse(onDelete, definition);
  });
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

/** They are carried on to a table whose rows may go, or may be told so, whatever the session at hand asks. */
export function isLetThrough(foreignKey: ForeignKey, table: Table, schema: Schema): boolean {
  const { onDelete, columns } = foreignKey;
  if (mayRefuseFollowing(foreignKey, table, schema)) return false;
  if (onDelete !== "cascade") return isFollowed(onDelete) && !mayClearInVain(onDelete, columns, table);
  return refusersOf({ ...schema, session: new Map() }, table.name).every((refuser) => refuser === table.name);
}

/** The same, of another key in the parent. */
export function isUpdateLetThrough({ onUpdate, columns }: ForeignKey, table: Table): boolean {
  return isFollowed(onUpdate) && !mayClearInVain(onUpdate, columns, table);
}

/** What is put in the place of a value is refused, or nobody can tell. */
function mayClearInVain(action: string, columns: readonly string[], table: Table): boolean {
  return columns.some((column) => {
    const definition = table.columns.get(column)?.definition ?? null;
    return CLEARS.has(action) && (definition === null || mayRefuse(action, definition));
  });
}
