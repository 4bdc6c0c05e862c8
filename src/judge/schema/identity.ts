import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, OnColumn } from "../../model/definition.ts";
import type { Column, Schema } from "./schema.ts";
import type { Sequence } from "./sequence.ts";
import { withColumn, withDefinition, withTable } from "./edit-table.ts";
import { keyOf } from "./schema.ts";
import { isSerial } from "./serial.ts";

/** A serial column is numbered by its default. */
export function isNoIdentity(
  schema: Schema,
  { table, column }: ChangeOf<"set-identity"> | ChangeOf<"drop-identity">,
  { definition }: Column,
): boolean {
  return definition !== null && (definition.identity === "none" || isSerial(schema, table, column));
}

export function withIdentity(
  schema: Schema,
  { table, column }: ChangeOf<"add-identity"> | ChangeOf<"set-identity"> | ChangeOf<"drop-identity">,
  { identity, counting }: Pick<ColumnDefinition, "identity" | "counting">,
): Schema {
  return withTable(schema, table, (known) => {
    const own = known.columns.get(column);
    return own?.definition === null
      ? withColumn(known, column, { ...own, counted: identity !== "none" })
      : withDefinition(known, column, (definition) => ({ ...definition, identity, ...(counting && { counting }) }));
  });
}

/** The sequence that a column made as `serial` goes on owning when it becomes an identity. */
export function withUnasked(schema: Schema, { table, column }: OnColumn): Schema {
  const owner = `${keyOf(schema, table)}.${column}`;
  const sequences = [...schema.sequences].map(([name, sequence]): [string, Sequence] => [
    name,
    sequence.ownedBy === owner ? { ...sequence, unasked: true } : sequence,
  ]);
  return { ...schema, sequences: new Map(sequences) };
}

/** What counts for an identity: where a serial's sequence has the name, it is the next one (ChooseRelationName, indexcmds.c). */
export function counterOfIdentity({ sequences }: Schema, table: string, column: string): string {
  const name = `${table}_${column}_seq`;
  return sequences.has(name) ? `${name}1` : name;
}

/** As `alter table … alter column … set increment` and the like say it. */
export function withCounting({ of, options = [] }: ChangeOf<"alter-sequence">, schema: Schema): Schema {
  if (of === undefined || options.length === 0) return schema;
  return withTable(schema, of.table, (known) =>
    withDefinition(known, of.column, (definition) => ({
      ...definition,
      counting: [...(definition.counting ?? []), ...options],
    })),
  );
}
