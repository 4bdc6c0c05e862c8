// PostgreSQL: indexes and keys that cannot be built, because of the types of their columns.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { ColumnType, ConstraintDefinition, IndexDefinition } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Unfit } from "./operator-class.ts";
import { tableIn } from "../schema/schema.ts";
import { isOtherKind } from "../types/obstacles.ts";
import { classesOf, isKnownClass, unfitKey, unfitShape } from "./operator-class.ts";

/** What the change makes, or has built anew; undefined where that can be built, or nobody knows. */
export function unfitIndex(change: Change, at: At): Unfit | undefined {
  const { before } = at;
  if (change.kind === "create-index") return ofIndex(change.index, tableIn(before, change.index.table), before);
  if (change.kind === "change-type") return ofStanding(change, at);
  if (change.kind === "add-constraint") return ofKey(change.constraint, typesIn(tableIn(before, change.table)), before);
  if (change.kind !== "add-column" && change.kind !== "create-table") return undefined;
  const columns = change.kind === "add-column" ? [change.column] : change.columns;
  const types = new Map(columns.flatMap(({ name, type }) => (type === null ? [] : [[name, type] as const])));
  return first(change.constraints.map((constraint) => ofKey(constraint, types, before)));
}

type Types = ReadonlyMap<string, ColumnType>;

function ofIndex(index: IndexDefinition, table: Table | undefined, schema: Schema): Unfit | undefined {
  const shape = unfitShape(index);
  if (shape !== undefined) return { because: shape, succeeds: "no" };
  const [types, told] = [typesIn(table), classesOf(index)];
  return first(
    index.keys.map((column, place) => {
      const type = types.get(column);
      return type && unfitKey({ column, type, told: told[place] ?? "" }, index.method, schema);
    }),
  );
}

function ofKey(constraint: ConstraintDefinition, types: Types, schema: Schema): Unfit | undefined {
  const isBuilt = (constraint.kind === "unique" || constraint.kind === "primary-key") && constraint.usingIndex === null;
  if (!isBuilt) return undefined;
  return first(
    constraint.columns.map((column) => {
      const type = types.get(column);
      return type && unfitKey({ column, type }, "btree", schema);
    }),
  );
}

/** A column's other type has its indexes and keys built again; those that the same statement drops are gone by then. */
function ofStanding(change: ChangeOf<"change-type">, { before, alongside }: At): Unfit | undefined {
  const table = tableIn(before, change.table);
  const from = typesIn(table).get(change.column);
  if (table === undefined || from === undefined) return undefined;
  const gone = new Set(alongside.flatMap((other) => (other.kind === "drop-constraint" ? [other.name] : [])));
  const keys = table.constraints.filter(({ definition: { name } }) => !gone.has(name ?? ""));
  const changed = { ...change, from, schema: before };
  return first([
    ...table.indexes.map(({ definition }) => afterChange(definition, changed)),
    ...keys.map(({ definition }) => keyAfterChange(definition, changed)),
  ]);
}

interface Changed extends ChangeOf<"change-type"> {
  readonly from: ColumnType;
  readonly schema: Schema;
}

function afterChange(index: IndexDefinition, { column, from, type, schema }: Changed): Unfit | undefined {
  const place = index.keys.indexOf(column);
  if (place === -1) return undefined;
  const told = classesOf(index)[place] ?? "";
  const isOpen = told !== "" && !isKnownClass(told) && isOtherKind(from, type);
  if (isOpen)
    return { because: `whether ${told} takes the new type of ${column} is not known`, succeeds: "undetermined" };
  return unfitKey({ column, type, told }, index.method, schema);
}

function keyAfterChange(constraint: ConstraintDefinition, { column, from, type, schema }: Changed): Unfit | undefined {
  if (!constraint.columns.includes(column)) return undefined;
  if (constraint.kind === "exclude" && isOtherKind(from, type))
    return { because: `whether what excludes by ${column} takes its new type is not known`, succeeds: "undetermined" };
  return ofKey(constraint, new Map([[column, type]]), schema);
}

function typesIn(table: Table | undefined): Types {
  return new Map(
    [...(table?.columns ?? [])].flatMap(([name, { definition, typed }]) => {
      const type = definition?.type ?? typed ?? null;
      return type === null ? [] : [[name, type] as const];
    }),
  );
}

function first(found: readonly (Unfit | undefined)[]): Unfit | undefined {
  return found.find((unfit) => unfit?.succeeds === "no") ?? found.find((unfit) => unfit !== undefined);
}
