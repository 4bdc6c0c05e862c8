import type { ConstraintDefinition, IndexDefinition, Name } from "../../model/definition.ts";
import type { Index, Schema, Table } from "./schema.ts";
import { indexNamed, named } from "./chosen-names.ts";
import { withDefinition, withTable } from "./edit-table.ts";
import { isInnoDb } from "./innodb.ts";
import { isSpecial } from "./locate-index.ts";
import { keyOf, tableIn } from "./schema.ts";

export function withConstraint(schema: Schema, on: Name, definition: ConstraintDefinition): Schema {
  const changed = withTable(schema, on, (table) => {
    const served = isKey(definition) ? withoutHelpers(table, definition.columns) : table;
    const constraint = { id: schema.nextId, definition: named(schema, served, definition) };
    return notNullWith(schema, definition, { ...served, constraints: [...table.constraints, constraint] });
  });
  return withHelperIndex({ ...changed, nextId: schema.nextId + 1 }, on, definition);
}

/** InnoDB makes an index for a foreign key that no index serves, and keeps it when the foreign key goes. */
function withHelperIndex(schema: Schema, on: Name, definition: ConstraintDefinition): Schema {
  if (definition.kind !== "foreign-key" || !isInnoDb(schema)) return schema;
  const table = tableIn(schema, on);
  const keys = [
    ...(table?.indexes.map((index) => index.definition.keys) ?? []),
    ...(table?.constraints.flatMap((constraint) =>
      isKey(constraint.definition) ? [constraint.definition.columns] : [],
    ) ?? []),
  ];
  if (keys.some((key) => serves(key, definition.columns))) return schema;
  const { name, columns } = definition;
  return withIndex(
    schema,
    { name, table: on, keys: columns, unique: false, method: "btree", where: null },
    { isHelper: true },
  );
}

/** Chapter "FOREIGN KEY Constraints": it "might be silently dropped later". */
function withoutHelpers(table: Table, keys: readonly string[]): Table {
  const isOutdone = ({ isHelper, definition }: Index): boolean => isHelper === true && serves(keys, definition.keys);
  return table.indexes.some(isOutdone)
    ? { ...table, indexes: table.indexes.filter((index) => !isOutdone(index)) }
    : table;
}

function serves(index: readonly string[], columns: readonly string[]): boolean {
  return columns.every((column, place) => index[place] === column);
}

function isKey({ kind }: ConstraintDefinition): boolean {
  return kind === "primary-key" || kind === "unique";
}

export function withIndex(schema: Schema, definition: IndexDefinition, marks: Partial<Index> = {}): Schema {
  const key = keyOf(schema, definition.table);
  const view = schema.views.get(key);
  if (view !== undefined) {
    const name = definition.name ?? [definition.table.name, ...definition.keys, "idx"].join("_");
    const indexes = [...view.indexes, { ...definition, name }];
    return { ...schema, views: new Map(schema.views).set(key, { ...view, indexes }) };
  }
  const changed = withTable(schema, definition.table, (known) => {
    const table = isSpecial(definition.method) ? known : withoutHelpers(known, definition.keys);
    const chosen = indexNamed(schema, table, definition);
    return {
      ...table,
      indexes: [...table.indexes, { id: schema.nextId, definition: chosen, ...marks }],
    };
  });
  return { ...changed, nextId: schema.nextId + 1 };
}

/** SQLite's keys take nulls where the columns do. */
function notNullWith({ dialect }: Schema, definition: ConstraintDefinition, table: Table): Table {
  if (definition.kind !== "primary-key" && definition.kind !== "not-null") return table;
  if (dialect === "sqlite") return table;
  return definition.columns.reduce((changed, column) => withRequired(changed, column), table);
}

/** Of a column of which nothing is known, that it takes no nulls stays behind as a setting. */
function withRequired(table: Table, column: string): Table {
  if (table.columns.get(column)?.definition?.name === undefined)
    return { ...table, settings: new Map(table.settings).set(`not null of ${column}`, "yes") };
  return withDefinition(table, column, (known) => ({ ...known, nullable: false }));
}
