import type { ColumnDefinition, ColumnType, ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { PARTITION_KEY } from "../schema/ties.ts";
import { isIncomparable } from "../types/incomparable.ts";
import { relation } from "./objects.ts";

interface Place {
  readonly table: Name;
  /** Those that are made at the same time. */
  readonly constraints?: readonly ConstraintDefinition[];
  readonly columns?: readonly ColumnDefinition[];
}

/** What foreign keys refer to, and the columns that a key of a parted table must have. */
export function absentKeys(
  constraints: readonly ConstraintDefinition[],
  schema: Schema,
  place: Place,
): string | undefined {
  return constraints.map((constraint) => absentOf(constraint, schema, place)).find((missing) => missing !== undefined);
}

function absentOf(constraint: ConstraintDefinition, schema: Schema, place: Place): string | undefined {
  if (constraint.kind === "foreign-key") return absentParent(constraint, schema, place);
  const parting = tableIn(schema, place.table)?.ties.get(PARTITION_KEY)?.names.columns ?? [];
  const missing = parting.find((column) => !constraint.columns.includes(column));
  const isKey = constraint.kind === "primary-key" || (constraint.kind === "unique" && constraint.usingIndex === null);
  return isKey && missing !== undefined ? `a key of a parted table must have ${missing}` : undefined;
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

function absentParent(constraint: ForeignKey, schema: Schema, place: Place): string | undefined {
  const { references, referenced } = constraint;
  const key = keyOf(schema, references);
  const isOwn = key === keyOf(schema, place.table);
  if (isOwn && hasKeyWithin(place, referenced)) return undefined;
  const parent = tableIn(schema, references);
  if (parent !== undefined)
    return hasKeyFor(parent, referenced)
      ? unlike(constraint, (column) => typeAt(place, column, schema), parent)
      : `${key} has no key on ${referenced.join(", ")}`;
  if (isOwn) return undefined;
  return schema.views.has(key) ? `${key} is a view` : relation(references, schema);
}

function hasKeyFor(parent: Table, columns: readonly string[]): boolean {
  return columns.length === 0 ? hasPrimaryKey(parent) : hasKeyOn(parent, columns);
}

/** ATAddForeignKeyConstraint in src/backend/commands/tablecmds.c looks for an operator that compares both. */
function unlike(
  { columns, referenced }: ForeignKey,
  typeOf: (column: string) => ColumnType | null,
  parent: Table,
): string | undefined {
  const keys = referenced.length > 0 ? referenced : primaryKeyIn(parent);
  const odd = columns.find((column, place) => isIncomparable(typeOf(column), typeIn(parent, keys[place] ?? "")));
  return odd === undefined ? undefined : `${odd} cannot be compared with what it references`;
}

function primaryKeyIn({ constraints }: Table): readonly string[] {
  return constraints.find(({ definition: { kind } }) => kind === "primary-key")?.definition.columns ?? [];
}

function typeAt({ table, columns = [] }: Place, name: string, schema: Schema): ColumnType | null {
  const made = columns.find((column) => column.name === name);
  return made === undefined ? typeIn(tableIn(schema, table), name) : made.type;
}

function typeIn(table: Table | undefined, column: string): ColumnType | null {
  return table?.columns.get(column)?.definition?.type ?? null;
}

function hasKeyWithin({ constraints = [] }: Place, columns: readonly string[]): boolean {
  return constraints.some(
    ({ kind, columns: own }) => (kind === "primary-key" || kind === "unique") && String(own) === String(columns),
  );
}

function hasPrimaryKey({ constraints }: Table): boolean {
  return constraints.some(({ definition: { kind } }) => kind === "primary-key");
}

function hasKeyOn({ constraints, indexes }: Table, columns: readonly string[]): boolean {
  const wanted = [...columns].toSorted().join();
  const keys = constraints
    .filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique")
    .map(({ definition }) => definition.columns);
  const unique = indexes
    .filter(({ definition }) => definition.unique && definition.where === null)
    .map(({ definition }) => definition.keys);
  return [...keys, ...unique].some((key) => [...key].toSorted().join() === wanted);
}
