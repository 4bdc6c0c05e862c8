// A type that is called otherwise now is so wherever it is named: PostgreSQL keeps what it is, not how it was written.
import type { ColumnDefinition, Named } from "../../model/definition.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { isOf } from "./user-types.ts";

/** `schema` still has it under its name of before. */
export function withTypeFollowed(schema: Schema, [from, to]: readonly [string, string]): Schema {
  const named = (type: string): string => (isOf(type, schema, from) ? to : type);
  return {
    ...schema,
    tables: mapped(schema.tables, (table) => followedIn(table, named)),
    views: mapped(schema.views, (view) => namesFollowed(view, named)),
    routines: mapped(schema.routines, (routine) => ({
      ...namesFollowed(routine, named),
      signature: routine.signature.replaceAll(/[^(),\s[\]]+/g, named),
    })),
    types: mapped(schema.types, (type) => ({ ...type, uses: type.uses.map(named) })),
  };
}

type Renaming = (type: string) => string;

function mapped<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): ReadonlyMap<string, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

function followedIn(table: Table, named: Renaming): Table {
  const inside = <T extends { readonly definition: object }>(part: T): T => ({
    ...part,
    definition: namesFollowed(part.definition, named),
  });
  return {
    ...table,
    columns: mapped(table.columns, (column) => columnFollowed(column, named)),
    constraints: table.constraints.map(inside),
    indexes: table.indexes.map(inside),
    ties: mapped(table.ties, (tie) => namesFollowed(tie, named)),
  };
}

function columnFollowed(column: Column, named: Renaming): Column {
  const { definition, typed } = column;
  if (definition !== null) return { ...column, definition: definitionFollowed(definition, named) };
  return typed === undefined ? column : { ...column, typed: { ...typed, name: named(typed.name) } };
}

function definitionFollowed(definition: ColumnDefinition, named: Renaming): ColumnDefinition {
  const { type, default: value, generated } = definition;
  return {
    ...definition,
    type: type === null ? null : { ...type, name: named(type.name) },
    default: namesFollowed(value, named),
    generated: generated === null ? null : namesFollowed(generated, named),
  };
}

function namesFollowed<T extends object>(part: T, named: Renaming): T {
  const names = (part as { readonly names?: Named | null }).names ?? null;
  if (names?.types === undefined) return part;
  return { ...part, names: { ...names, types: names.types.map(named) } };
}
