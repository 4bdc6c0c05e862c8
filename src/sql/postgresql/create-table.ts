import type { Change, ChangeOf } from "../../model/change.ts";
import type { LikeOption } from "../../model/change/tables.ts";
import type { ColumnDefinition, ConstraintDefinition, Named } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type { ColumnDef, CreateStmt } from "libpg-query";
import { columnOf, sequencesOf } from "./columns.ts";
import { constraintOf } from "./constraints.ts";
import { namesIn } from "./expressions.ts";
import { nameOfList, nameOfRelation } from "./names.ts";
import { nodesOf } from "./nodes.ts";
import { rangeFrom, textOf, until } from "./source.ts";
import { parametersOf } from "./storage-parameters.ts";

export function createTable(statement: CreateStmt, source: Source): readonly Change[] {
  const table = nameOfRelation(statement.relation);
  const definitions = nodesOf(statement.tableElts, "ColumnDef");
  const ifNotExists = statement.if_not_exists === true;
  const sequences = sequencesOf({ table, ifNotExists }, definitions);
  return [
    {
      ...EMPTY_TABLE,
      table,
      ifNotExists,
      temporary: isTemporary(statement.relation),
      ...contentOf(statement, definitions, source),
      source: sourceOfColumns(statement),
      partitionOf: partitionOf(statement, source),
      partitioned: statement.partspec !== undefined,
      ...partingOf(statement),
      inherits: statement.partbound === undefined ? parentsOf(statement) : [],
      ...optionsOf(statement),
    },
    // What a temporary table owns goes with it, and is nobody else's.
    ...(isTemporary(statement.relation) ? [] : sequences),
  ];
}

function optionsOf({ relation, options }: CreateStmt): Pick<ChangeOf<"create-table">, "options"> {
  const unlogged = relation?.relpersistence === "u" ? [{ property: "unlogged", text: "yes" } as const] : [];
  const all = [...unlogged, ...parametersOf(options)];
  return all.length > 0 ? { options: all } : {};
}

export function isTemporary(relation: CreateStmt["relation"]): boolean {
  return nameOfRelation(relation).schema === "pg_temp";
}

function partingOf({ partspec }: CreateStmt): { readonly partitionedBy?: Named } {
  if (partspec === undefined) return {};
  const plain = nodesOf(partspec.partParams, "PartitionElem").flatMap(({ name }) => (name === undefined ? [] : [name]));
  const names = namesIn(partspec);
  return { partitionedBy: { ...names, columns: [...new Set([...plain, ...names.columns])] } };
}

/** The columns of a primary key are never null, wherever the key is written. */
function contentOf(
  statement: CreateStmt,
  definitions: readonly ColumnDef[],
  source: Source,
): Pick<ChangeOf<"create-table">, "columns" | "constraints"> {
  const written = definitions.map((definition) => columnOf(definition, source));
  const own = nodesOf(statement.tableElts, "Constraint").map((constraint) => constraintOf(constraint, { source }));
  const constraints = [...written.flatMap((column) => column.constraints), ...own.filter((one) => one !== null)];
  return { columns: written.map(({ column }) => inKey(column, constraints)), constraints };
}

function inKey(column: ColumnDefinition, constraints: readonly ConstraintDefinition[]): ColumnDefinition {
  const needed = constraints
    .filter(({ kind }) => kind === "primary-key" || kind === "not-null")
    .some(({ columns }) => columns.includes(column.name));
  return needed ? { ...column, nullable: false } : column;
}

/** A table of a composite type has the type's columns. */
function sourceOfColumns({ tableElts, ofTypename }: CreateStmt): ChangeOf<"create-table">["source"] {
  if (ofTypename !== undefined) return { from: "like", copies: [nameOfList(ofTypename.names)] };
  const clauses = nodesOf(tableElts, "TableLikeClause");
  const copies = clauses.map(({ relation }) => nameOfRelation(relation));
  const asked = clauses.reduce((all, { options = 0 }) => all | options, 0);
  const includes = LIKE_OPTIONS.filter(([, bit]) => (asked & bit) !== 0).map(([option]) => option);
  return copies.length === 0 ? { from: "columns" } : { from: "like", copies, includes };
}

/** `TableLikeOption` in src/include/nodes/parsenodes.h */
const LIKE_OPTIONS: readonly (readonly [LikeOption, number])[] = [
  ["constraints", 1 << 2],
  ["defaults", 1 << 3],
  ["generated", 1 << 4],
  ["identity", 1 << 5],
  ["indexes", 1 << 6],
];

function parentsOf({ inhRelations }: CreateStmt): ChangeOf<"create-table">["inherits"] {
  return nodesOf(inhRelations, "RangeVar").map(nameOfRelation);
}

function partitionOf(statement: CreateStmt, source: Source): ChangeOf<"create-table">["partitionOf"] {
  const { partbound } = statement;
  const [parent] = parentsOf(statement);
  if (partbound === undefined || parent === undefined) return null;
  const bounds = textOf(source, until(source, rangeFrom(source, partbound.location), END_OF_BOUNDS));
  return { parent, bounds, isDefault: partbound.is_default === true };
}

const END_OF_BOUNDS = ["partition", "using", "tablespace", "on"];

export const EMPTY_TABLE = {
  kind: "create-table",
  columns: [],
  constraints: [],
  indexes: [],
  partitionOf: null,
  partitioned: false,
  inherits: [],
  systemVersioned: false,
} as const;
