// What goes with a type, or with what an extension brought, where `cascade` is said.
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { UserType } from "./user-type.ts";
import { dropColumn } from "../rules/columns/drop-column.ts";
import { withoutObject } from "../schema/edit-objects.ts";
import { withoutHolders } from "../schema/unheld.ts";
import { typesIn } from "./held.ts";
import { columnsOf, isOf } from "./user-types.ts";

/** Columns of the type, and of those that are made of it. */
export function columnsWith(schema: Schema, key: string): readonly string[] {
  return [...columnsOf(schema, key), ...madeOf(schema, key).flatMap((made) => columnsWith(schema, made))];
}

function madeOf(schema: Schema, key: string): readonly string[] {
  const isMade = ([name, { uses }]: readonly [string, UserType]): boolean =>
    name !== key && uses.some((type) => isOf(type, schema, key));
  return [...schema.types].filter(isMade).map(([name]) => name);
}

/** The type, its columns, types that are made of it, functions that take or give it, and whatever else names it. */
export function withoutType(schema: Schema, key: string): Schema {
  const isIt = (type: string): boolean => isOf(type, schema, key);
  const called = [...schema.routines].filter(([, { signature }]) => typesIn(signature).some(isIt));
  const alone = columnsOf(schema, key).reduce(withoutColumn, withoutObject(schema, "types", key));
  const unnamed = withoutHolders(alone, ({ types = [] }) => types.some(isIt));
  const uncalled = called.reduce((left, [routine]) => withoutObject(left, "routines", routine), unnamed);
  return madeOf(schema, key).reduce(withoutType, uncalled);
}

/** With views and whatever else needs it. */
function withoutColumn(schema: Schema, shown: string): Schema {
  const dot = shown.lastIndexOf(".");
  const table: Name = { schema: null, name: shown.slice(0, dot) };
  const column = shown.slice(dot + 1);
  return dropColumn.after({ kind: "drop-column", table, column, ifExists: true, cascade: true }, schema);
}
