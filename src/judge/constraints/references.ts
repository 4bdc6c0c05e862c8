import type { Id, Schema, Table } from "../schema/schema.ts";
import { withTable } from "../schema/edit-table.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf } from "../schema/schema.ts";

/** A foreign key of some table, and the columns that it points to. */
export interface Reference {
  readonly table: string;
  readonly id: Id;
  readonly to: readonly string[];
}

export function referencesTo(schema: Schema, key: string): readonly Reference[] {
  return [...schema.tables].flatMap(([table, { constraints }]) =>
    constraints.flatMap(({ id, definition }): readonly Reference[] => {
      if (definition.kind !== "foreign-key" || keyOf(schema, definition.references) !== key) return [];
      const { referenced } = definition;
      return [{ table, id, to: referenced.length > 0 ? referenced : primaryKeyOf(schema, key) }];
    }),
  );
}

/** Those that PostgreSQL holds by this key, constraint or index: of several, by the oldest. */
export function referencesBy(schema: Schema, table: Table, id: Id): readonly Reference[] {
  const unique = [
    ...table.constraints.flatMap(({ id: own, definition: { kind, columns } }) =>
      kind === "primary-key" || kind === "unique" ? [{ id: own, columns }] : [],
    ),
    ...table.indexes.flatMap(({ id: own, definition: { unique: is, where, keys } }) =>
      is && where === null ? [{ id: own, columns: keys }] : [],
    ),
  ];
  return referencesTo(schema, table.name).filter(({ to }) => {
    const serving = unique.filter(({ columns }) => inOrder(columns) === inOrder(to)).map((each) => each.id);
    return serving.includes(id) && serving.every((other) => id <= other);
  });
}

/** They go with what `cascade` takes away. */
export function withoutReferences(schema: Schema, references: readonly Reference[]): Schema {
  return references.reduce(
    (left, { table, id }) =>
      withTable(left, { schema: null, name: table }, (known) => ({
        ...known,
        constraints: known.constraints.filter((each) => each.id !== id),
      })),
    schema,
  );
}

function inOrder(columns: readonly string[]): string {
  return String(columns.toSorted());
}
