// Changes of a schema, each a new value.
import type { ColumnDefinition, ConstraintDefinition, IndexDefinition, Name } from "../model/definition.ts";
import type { SqlDialect } from "../model/judgement.ts";
import type { Column, Id, Schema, Table } from "./schema.ts";
import { keyOf, tableIn } from "./schema.ts";

type Family = "tables" | "views" | "types" | "routines" | "sequences" | "surroundings";

type Value<F extends Family> = Schema[F] extends ReadonlyMap<string, infer V> ? V : never;

/** Puts an object under its name. The next id is taken, so that `make` may use it. */
export function withObject<F extends Family>(
  schema: Schema,
  family: F,
  { key, make }: { readonly key: string; readonly make: (id: Id) => Value<F> },
): Schema {
  const objects = new Map<string, Value<F>>(schema[family] as unknown as ReadonlyMap<string, Value<F>>);
  objects.set(key, make(schema.nextId));
  const dropped = new Set(schema.dropped);
  dropped.delete(`${family}:${key}`);
  return { ...schema, nextId: schema.nextId + 1, [family]: objects, dropped };
}

export function withoutObject(schema: Schema, family: Family, key: string): Schema {
  const objects = new Map<string, unknown>(schema[family]);
  objects.delete(key);
  if (family === "views" || family === "tables") return withoutGrantsOn(without(schema, family, objects, key), key);
  return without(schema, family, objects, key);
}

/** Privileges on an object go with it. */
function withoutGrantsOn(schema: Schema, key: string): Schema {
  const left = [...schema.surroundings].filter(
    ([name]) => !name.startsWith("grant ") || !name.includes(` on ${key} to `),
  );
  return { ...schema, surroundings: new Map(left) };
}

function without(schema: Schema, family: Family, objects: ReadonlyMap<string, unknown>, key: string): Schema {
  return { ...schema, [family]: objects, dropped: new Set([...schema.dropped, `${family}:${key}`]) };
}

/** Sequences go with the column that owns them; `owner` is how its name begins. */
export function withoutOwned(schema: Schema, owner: string): Schema {
  const sequences = [...schema.sequences].filter(([, { ownedBy }]) => ownedBy?.startsWith(owner) !== true);
  return { ...schema, sequences: new Map(sequences) };
}

/** The object keeps its id. */
export function withRenamed(
  schema: Schema,
  family: Exclude<Family, "surroundings">,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const objects = new Map<string, unknown>(schema[family]);
  const object = objects.get(from);
  objects.delete(from);
  if (object !== undefined) objects.set(to, object);
  const dropped = new Set([...schema.dropped, `${family}:${from}`]);
  dropped.delete(`${family}:${to}`);
  return { ...schema, [family]: objects, dropped };
}

/** Nothing happens to a table that is not there: the rule has said what that means. */
export function withTable(schema: Schema, name: Name, change: (table: Table) => Table): Schema {
  const table = tableIn(schema, name);
  if (table === undefined) return schema;
  return { ...schema, tables: new Map(schema.tables).set(keyOf(schema, name), change(table)) };
}

export function withColumn(table: Table, name: string, column: Column): Table {
  return { ...table, columns: new Map(table.columns).set(name, column) };
}

/** With what stands on the column alone: its constraints and indexes. */
export function withoutColumn(table: Table, name: string): Table {
  const columns = new Map(table.columns);
  columns.delete(name);
  return {
    ...table,
    columns,
    constraints: table.constraints.filter(({ definition }) => !definition.columns.includes(name)),
    indexes: table.indexes.filter(({ definition }) => !definition.keys.includes(name)),
  };
}

/** The column keeps its id; constraints, indexes and the order of columns follow. */
export function withColumnRenamed(table: Table, from: string, to: string): Table {
  const renamed = (name: string): string => (name === from ? to : name);
  const columns = [...table.columns].map(([name, column]): [string, Column] => [
    renamed(name),
    name === from && column.definition !== null
      ? { ...column, definition: { ...column.definition, name: to } }
      : column,
  ]);
  return {
    ...table,
    columns: new Map(columns),
    constraints: table.constraints.map((constraint) => ({
      ...constraint,
      definition: { ...constraint.definition, columns: constraint.definition.columns.map(renamed) },
    })),
    indexes: table.indexes.map((index) => ({
      ...index,
      definition: { ...index.definition, keys: index.definition.keys.map(renamed) },
    })),
  };
}

/** Changes what is known of a column; of one of which nothing is known, nothing becomes known. */
export function withDefinition(
  table: Table,
  name: string,
  change: (definition: ColumnDefinition) => ColumnDefinition,
): Table {
  const column = table.columns.get(name);
  if (column === undefined || column.definition === null) return table;
  return withColumn(table, name, { ...column, definition: change(column.definition) });
}

export function withConstraint(schema: Schema, on: Name, definition: ConstraintDefinition): Schema {
  const changed = withTable(schema, on, (table) => {
    const constraint = { id: schema.nextId, definition: named(schema, table, definition) };
    return notNullWith(definition, { ...table, constraints: [...table.constraints, constraint] });
  });
  return withHelperIndex({ ...changed, nextId: schema.nextId + 1 }, on, definition);
}

/** InnoDB makes an index for a foreign key that no index serves, and keeps it when the key goes. */
function withHelperIndex(schema: Schema, on: Name, definition: ConstraintDefinition): Schema {
  if (definition.kind !== "foreign-key" || (schema.dialect !== "mysql" && schema.dialect !== "mariadb")) return schema;
  const table = tableIn(schema, on);
  const keys = [
    ...(table?.indexes.map((index) => index.definition.keys) ?? []),
    ...(table?.constraints.filter(isKey).map((constraint) => constraint.definition.columns) ?? []),
  ];
  const isServed = keys.some((key) => definition.columns.every((column, place) => key[place] === column));
  if (isServed) return schema;
  const { name, columns } = definition;
  return withIndex(schema, { name, table: on, keys: columns, unique: false, method: "btree", where: null });
}

function isKey({ definition: { kind } }: Table["constraints"][number]): boolean {
  return kind === "primary-key" || kind === "unique";
}

export function withIndex(schema: Schema, definition: IndexDefinition): Schema {
  const changed = withTable(schema, definition.table, (table) => ({
    ...table,
    indexes: [...table.indexes, { id: schema.nextId, definition: indexNamed(schema, table, definition) }],
  }));
  return { ...changed, nextId: schema.nextId + 1 };
}

function notNullWith(definition: ConstraintDefinition, table: Table): Table {
  if (definition.kind !== "primary-key" && definition.kind !== "not-null") return table;
  const required = (known: ColumnDefinition): ColumnDefinition => ({ ...known, nullable: false });
  return definition.columns.reduce((changed, column) => withDefinition(changed, column, required), table);
}

/** A name that the database chooses, which later statements rely on. */
function named({ dialect }: Schema, table: Table, definition: ConstraintDefinition): ConstraintDefinition {
  if (definition.name !== null) return definition;
  const like = table.constraints.filter(({ definition: { kind } }) => kind === definition.kind).length + 1;
  const base = table.name.replace(/^.*\./, "");
  const chosen: Readonly<Record<SqlDialect, () => string>> = {
    postgresql: () => postgresName(table, definition, base),
    mysql: () => mysqlName(definition, `${base}_chk_${like}`, `${base}_ibfk_${like}`),
    mariadb: () => mysqlName(definition, `CONSTRAINT_${like}`, `${base}_ibfk_${like}`),
    sqlite: () => `${base}_${definition.kind}_${like}`,
  };
  return { ...definition, name: chosen[dialect]() };
}

/** src/backend/commands/indexcmds.c and tablecmds.c, ChooseConstraintName; a number where the name is taken. */
function postgresName(table: Table, definition: ConstraintDefinition, base: string): string {
  const ending = ENDINGS[definition.kind];
  const parts = definition.kind === "primary-key" ? [base, ending] : [base, ...definition.columns, ending];
  return free(parts.join("_"), table);
}

/** sql/sql_table.cc: a key is called like its first column, other constraints are numbered. */
function mysqlName(definition: ConstraintDefinition, check: string, foreignKey: string): string {
  if (definition.kind === "primary-key") return "PRIMARY";
  if (definition.kind === "foreign-key") return foreignKey;
  return definition.kind === "check" ? check : (definition.columns[0] ?? check);
}

function indexNamed({ dialect }: Schema, table: Table, definition: IndexDefinition): IndexDefinition {
  if (definition.name !== null) return definition;
  const base = table.name.replace(/^.*\./, "");
  const keys = definition.keys.map((key) => (/^\w+$/.test(key) ? key : "expr"));
  const name = dialect === "postgresql" ? [base, ...keys, "idx"].join("_") : (keys[0] ?? base);
  return { ...definition, name: free(name, table) };
}

function free(wanted: string, table: Table): string {
  const taken = new Set([...table.constraints, ...table.indexes].map(({ definition: { name } }) => name));
  let name = wanted;
  for (let count = 1; taken.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}

const ENDINGS: Readonly<Record<ConstraintDefinition["kind"], string>> = {
  "primary-key": "pkey",
  unique: "key",
  check: "check",
  "foreign-key": "fkey",
  exclude: "excl",
  "not-null": "not_null",
};
