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
  if (areOff(schema)) return [];
  const references = [key, ...cascadesFrom(schema, key)].flatMap((each) => referencesTo(schema, each));
  return references.filter((one) => isHeld(one, schema)).map(({ table }) => table);
}

function isHeld(reference: Reference, schema: Schema): boolean {
  const table = schema.tables.get(reference.table);
  return !isFollowed(reference.onDelete) || (table !== undefined && isFollowedInVain(reference, table, schema));
}

function isFollowedInVain(action: Pick<Reference, "columns" | "onDelete">, table: Table, schema: Schema): boolean {
  return isClearedInVain(action, table) || mayRefuseFollowing(action, table, schema);
}

/** Whether rows that the client deletes go on to the table that this change is about, and are refused there from now on. */
export function holdsRows(change: Change, { client, after, side }: Ends): boolean {
  const name = heldAt(change, side);
  const table = name === null ? undefined : tableIn(after, name);
  if (table === undefined) return false;
  const known = tableById(client, table.id);
  const before = new Set(known === undefined ? [] : inVain(known, client).map(({ columns }) => String(columns)));
  const added = inVain(table, after).filter(({ columns }) => !before.has(String(columns)));
  return added.some(({ references }) =>
    [keyOf(after, references), ...cascadesTo(after, references)].some(
      (key) => tableById(client, after.tables.get(key)?.id) !== undefined,
    ),
  );
}

/** Its foreign keys that are followed in vain; rows of its own that refer to one another go together as a rule. */
function inVain(table: Table, schema: Schema): readonly ForeignKey[] {
  return table.constraints.flatMap(({ definition }) =>
    definition.kind === "foreign-key" &&
    isFollowed(definition.onDelete) &&
    keyOf(schema, definition.references) !== table.name &&
    isFollowedInVain(definition, table, schema)
      ? [definition]
      : [],
  );
}

/** What a down makes again is empty. */
function heldAt(change: Change, side: Ends["side"]): Name | null {
  if (change.kind === "create-index") return change.index.table;
  if (change.kind === "create-table") return side === "up" ? change.table : null;
  return change.kind === "add-constraint" || change.kind === "create-trigger" ? change.table : null;
}

function isClearedInVain({ columns, onDelete }: Pick<Reference, "columns" | "onDelete">, table: Table): boolean {
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
