// What InnoDB asks of both sides of a foreign key: the chapter "FOREIGN KEY Constraints".
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType, ConstraintDefinition } from "../../model/definition.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { engineOf, isInnoDb } from "../schema/innodb.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { familyOf } from "../types/family.ts";
import { isSortedOtherwise } from "../types/text-order.ts";
import { areOff } from "./foreign-keys.ts";
import { takenKeyName } from "./taken-key-name.ts";

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

/** Why the server refuses it, in words; nothing where that cannot be told. */
export function foreignKeyObstacle(constraint: ForeignKey, table: Table, schema: Schema): string | undefined {
  const parent = tableIn(schema, constraint.references);
  if (!isInnoDb(schema)) return undefined;
  const parted = [table, parent].find((one) => one?.settings.has("partitioned") === true);
  if (parted !== undefined) return `${parted.name} has partitions, and so no foreign keys`;
  if (areOff(schema)) return undefined;
  if (parent === undefined) return missingParent(keyOf(schema, constraint.references), schema);
  return betweenColumns(constraint, table, parent);
}

function betweenColumns(constraint: ForeignKey, table: Table, parent: Table): string | undefined {
  if (engineOf(parent) !== "innodb")
    return `${parent.name} is kept by ${engineOf(parent)}, which knows no foreign keys`;
  const required = constraint.columns.find((column) => definitionOf(table, column)?.nullable === false);
  if (setsNull(constraint) && required !== undefined) return `${required} cannot be set to null`;
  const odd = constraint.columns.find((column, place) =>
    isOtherKind([table, column], [parent, constraint.referenced[place] ?? ""]),
  );
  if (odd !== undefined) return `${odd} is of another type than what it references, or sorted otherwise`;
  return parent.complete && !isIndexed(parent, constraint.referenced)
    ? `no index of ${parent.name} begins with ${constraint.referenced.join(", ")}`
    : undefined;
}

/** The same of a table that is only about to be made, in the schema with it. */
export function referenceObstacle(
  { table: name, constraints }: ChangeOf<"create-table">,
  made: Schema,
): string | undefined {
  const table = tableIn(made, name);
  if (table === undefined) return undefined;
  return constraints
    .map((one) => takenKeyName(one, { own: table.name, schema: made }) ?? keyObstacle(one, table, made))
    .find((obstacle) => obstacle !== undefined);
}

function keyObstacle(constraint: ConstraintDefinition, table: Table, made: Schema): string | undefined {
  return constraint.kind === "foreign-key" ? foreignKeyObstacle(constraint, table, made) : undefined;
}

function missingParent(key: string, { complete, dropped }: Schema): string | undefined {
  return complete || dropped.has(`tables:${key}`) ? `it references ${key}, which is not there` : undefined;
}

/** The foreign key that would put null into the column, in words. */
export function keyThatSetsNull(table: Table | undefined, column: string): string | undefined {
  const found = table?.constraints.find(
    ({ definition }) =>
      definition.kind === "foreign-key" && setsNull(definition) && definition.columns.includes(column),
  );
  return found === undefined ? undefined : `foreign key ${found.definition.name ?? ""}`;
}

function setsNull({ onDelete, onUpdate }: ForeignKey): boolean {
  return onDelete === "set null" || onUpdate === "set null";
}

function definitionOf({ columns }: Table, name: string): Column["definition"] {
  return columns.get(name)?.definition ?? null;
}

/** Texts may be of other lengths; where nothing says how one is sorted, it may be as the other. */
function isOtherKind(own: Place, other: Place): boolean {
  const [first, second] = [typeOf(own), typeOf(other)];
  if (first === null || second === null) return false;
  const { family, size } = familyOf(first);
  const { family: otherFamily, size: otherSize } = familyOf(second);
  if (family !== otherFamily) return true;
  if (family === "integer") return size !== otherSize || (first.unsigned === true) !== (second.unsigned === true);
  return isSortedOtherwise([first, own[0]], [second, other[0]]);
}

/** A table and the name of its column. */
type Place = readonly [Table, string];

function typeOf([table, column]: Place): ColumnType | null {
  return definitionOf(table, column)?.type ?? null;
}

/** A key or an index begins with the columns. */
export function isIndexed({ constraints, indexes }: Table, columns: readonly string[]): boolean {
  const keys = [
    ...constraints.filter(({ definition: { kind } }) => KEYS.has(kind)).map(({ definition }) => definition.columns),
    ...indexes.map(({ definition }) => definition.keys),
  ];
  return keys.some((key) => columns.every((column, place) => key[place] === column));
}

const KEYS: ReadonlySet<string> = new Set(["primary-key", "unique"]);
