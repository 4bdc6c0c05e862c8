import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType, DefaultValue, Name, OnTable } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Domain } from "../types/user-type.ts";
import { columnIn, keyOf, tableIn } from "../schema/schema.ts";
import { UNKNOWN_DOMAIN } from "../types/domains.ts";
import { misfit } from "../types/misfit.ts";
import { relation } from "./objects.ts";

type Named = OnTable & { readonly name: string };

/** What only the down names is not known to be there. */
export function isAbsent({ columns }: Table, column: string): boolean {
  return !columns.has(column) || columns.get(column)?.assumed === true;
}

export function constraint({ table, name }: Named, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined) return relation(table, schema);
  // From PostgreSQL 18 on, what takes no nulls is a constraint too.
  const isThere = known.constraints.some(({ definition }) => definition.name === name) || name.endsWith("_not_null");
  return isThere ? undefined : `${known.name} has no constraint ${name}`;
}

export function newPolicy({ table, name }: Named, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined) return relation(table, schema);
  return !known.complete || known.settings.has(`policy ${name}`) ? `policy ${name} may be there already` : undefined;
}

export function policy({ table, name }: Named, schema: Schema): string | undefined {
  return setting({ table, name: `policy ${name}` }, schema);
}

export function rule({ table, name }: Named, schema: Schema): string | undefined {
  return schema.views.has(keyOf(schema, table)) ? undefined : setting({ table, name: `rule ${name}` }, schema);
}

function setting({ table, name }: Named, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined) return relation(table, schema);
  return !known.settings.has(name) ? `${known.name} has no ${name}` : undefined;
}

export function trigger({ table, name }: Named, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined) return relation(table, schema);
  const isThere = known.triggers.has(name) || name === "all" || name === "user";
  return isThere ? undefined : `${known.name} has no trigger ${name}`;
}

/** What `update of` and `when` name of its table. */
export function watched({ table, watches }: ChangeOf<"create-trigger">, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined) return undefined;
  const missing = watches?.columns.find((column) => !ROWS.has(column) && isAbsent(known, column));
  return missing === undefined ? undefined : `${known.name} has no ${missing}`;
}

/** The whole row. */
const ROWS: ReadonlySet<string> = new Set(["old", "new", "*"]);

export function computed({ table, column }: ChangeOf<"drop-expression">, schema: Schema): string | undefined {
  const definition = columnIn(schema, table, column)?.definition ?? null;
  return definition === null || definition.generated === null ? `${column} is not computed` : undefined;
}

/** "cannot use generated column in column generation expression" */
export function computedBase({ table, column }: ChangeOf<"add-column">, schema: Schema): string | undefined {
  const { columns } = tableIn(schema, table) ?? {};
  const bases = column.generated?.names?.columns ?? [];
  const computed = bases.find((name) => (columns?.get(name)?.definition?.generated ?? null) !== null);
  return computed === undefined ? undefined : `${computed} is computed itself`;
}

/** Of a column that nothing is known of, nothing is certain. */
export function numbered({ table, column }: ChangeOf<"drop-identity">, schema: Schema): string | undefined {
  return columnIn(schema, table, column)?.definition === null ? `${column} is no identity` : undefined;
}

export function label({ type, label: old, to }: ChangeOf<"rename-enum-value">, schema: Schema): string | undefined {
  const key = keyOf(schema, type);
  const labels = schema.types.get(key)?.labels ?? [];
  if (!labels.includes(old)) return `${key} has no '${old}'`;
  return labels.includes(to) ? `${key} has '${to}' already` : undefined;
}

/** The label before or after which a new one is put. */
export function neighbour({ type, beside }: ChangeOf<"add-enum-value">, schema: Schema): string | undefined {
  const known = schema.types.get(keyOf(schema, type));
  if (known === undefined || beside === undefined || known.labels.includes(beside.label)) return undefined;
  return `${keyOf(schema, type)} has no '${beside.label}'`;
}

export function child({ table, parent }: ChangeOf<"no-inherit">, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined || known.inherits.includes(keyOf(schema, parent))) return undefined;
  return `${keyOf(schema, parent)} is no parent of ${known.name}`;
}

export function attribute(
  { type, attribute: name }: { readonly type: Name; readonly attribute: string },
  schema: Schema,
): string | undefined {
  const known = schema.types.get(keyOf(schema, type));
  if (known === undefined || known.labels.length === 0) return undefined;
  return known.labels.includes(name) ? undefined : `${keyOf(schema, type)} has no ${name}`;
}

export function domain(change: ChangeOf<"alter-domain">, schema: Schema): string | undefined {
  const key = keyOf(schema, change.type);
  const known = schema.types.get(key);
  if (known === undefined) return `domain ${key} does not exist`;
  return domainCheck(change, key, known.domain ?? UNKNOWN_DOMAIN);
}

/** A domain's NOT NULL has a name of its own, from PostgreSQL 17 on. */
function domainCheck({ what, check }: ChangeOf<"alter-domain">, key: string, known: Domain): string | undefined {
  const name = check?.name ?? null;
  if (name === null || known.nullable === false) return undefined;
  const isThere = known.checks.has(name);
  if (what === "add-constraint") return isThere ? `${key} has ${name} already` : undefined;
  return isThere ? undefined : `${key} has no ${name}`;
}

/** By its name, the whole row may be indexed. */
export function indexed({ index: { table, names } }: ChangeOf<"create-index">, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known === undefined) return undefined;
  const missing = names?.columns.find((column) => column !== table.name && isAbsent(known, column));
  return missing === undefined ? undefined : `${known.name} has no ${missing}`;
}

/** Only what it gives as it stands: conditions may name what the query itself makes. */
export function viewColumns({ reads, query }: ChangeOf<"create-view">, schema: Schema): string | undefined {
  const [only, second] = reads;
  const known = only === undefined || second !== undefined ? undefined : tableIn(schema, only);
  if (known === undefined || query?.isOfOneTable !== true || query.outputs === "all") return undefined;
  // A table's name, or its alias, stands for its whole row.
  const whole = new Set([query.alias, known.name.slice(known.name.lastIndexOf(".") + 1), "", null]);
  const missing = query.outputs.find(({ column }) => !whole.has(column) && isAbsent(known, column ?? ""));
  return missing === undefined ? undefined : `${known.name} has no ${missing.column ?? ""}`;
}

export function unfitDefault(change: ChangeOf<"set-default">, schema: Schema): string | undefined {
  const type = columnIn(schema, change.table, change.column)?.definition?.type ?? null;
  return wrongDefault(change.default, type, schema);
}

/** The index that is to become a constraint. */
export function promotedIndex({ table, constraint }: ChangeOf<"add-constraint">, schema: Schema): string | undefined {
  const index = "usingIndex" in constraint ? constraint.usingIndex : null;
  const known = tableIn(schema, table);
  if (index === null || known === undefined) return undefined;
  return known.indexes.some(({ definition }) => definition.name === index)
    ? undefined
    : `${known.name} has no index ${index}`;
}

export function wrongDefaults(columns: readonly ColumnDefinition[], schema: Schema): string | undefined {
  const wrong = columns.map(({ default: value, type }) => wrongDefault(value, type, schema));
  return wrong.find((each) => each !== undefined);
}

/** Of another type, or a literal that the type cannot be written as. */
export function wrongDefault(value: DefaultValue, type: ColumnType | null, schema: Schema): string | undefined {
  if (value.kind === "none" || value.kind === "null") return undefined;
  const { text, gives, sequence } = value;
  const missing = sequence === undefined || schema.session.has("search_path") ? undefined : relation(sequence, schema);
  if (missing !== undefined) return missing;
  const written = { text, ...(gives !== undefined && { gives }) };
  const expression = { from: "expression", reads: [], nulls: "maybe", ...written } as const;
  const given = value.kind === "constant" ? ({ from: "constant", ...written } as const) : expression;
  return misfit(given, { type, tables: [], schema });
}
