import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, Name } from "../../model/definition.ts";
import type { Schema } from "./schema.ts";
import { withDefinition, withTable } from "./edit-table.ts";
import { columnIn, keyOf } from "./schema.ts";

/** A column that was made as `serial`: its default asks the sequence that it owns, and it is no identity. */
export function isSerial(schema: Schema, table: Name, column: string): boolean {
  return (
    columnIn(schema, table, column)?.definition?.identity === "by-default" &&
    sequenceOf(schema, `${keyOf(schema, table)}.${column}`) !== undefined
  );
}

/** An identity of PostgreSQL: its sequence is its own and goes with it. */
export function isIdentity(schema: Schema, table: Name, column: string): boolean {
  const { identity = "none" } = columnIn(schema, table, column)?.definition ?? {};
  return schema.dialect === "postgresql" && identity !== "none" && !isSerial(schema, table, column);
}

/** `serial` is short for a default that asks the sequence that the column owns. */
export function spelledOut(definition: ColumnDefinition, table: string, schema: Schema): ColumnDefinition {
  const name = definition.identity === "by-default" ? sequenceOf(schema, `${table}.${definition.name}`) : undefined;
  if (name === undefined) return definition;
  const next = { kind: "volatile", text: "", sequence: { schema: null, name } } as const;
  return { ...definition, identity: "none", default: next };
}

/** Once the column does not own its sequence any more, its default still asks it. */
export function withSerialSpelledOut(schema: Schema, owner: string | null): Schema {
  const found = [...schema.tables].find(([name, { columns }]) =>
    [...columns.keys()].some((column) => `${name}.${column}` === owner),
  );
  const column = found === undefined ? undefined : owner?.slice(found[0].length + 1);
  if (found === undefined || column === undefined) return schema;
  return withTable(schema, { schema: null, name: found[0] }, (table) =>
    withDefinition(table, column, (definition) => spelledOut(definition, found[0], schema)),
  );
}

function sequenceOf({ sequences }: Schema, owner: string): string | undefined {
  return [...sequences].find(([, { ownedBy, unasked }]) => ownedBy === owner && unasked !== true)?.[0];
}

/** The column that owns a sequence, as the schema has it. */
export function ownerKey(ownedBy: ChangeOf<"create-sequence">["ownedBy"], schema: Schema): string | null {
  return ownedBy === null ? null : `${keyOf(schema, ownedBy.table)}.${ownedBy.column}`;
}
