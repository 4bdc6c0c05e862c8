import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType, Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { overlap } from "../partitions/bounds.ts";
import { locate } from "../schema/locate-index.ts";
import { routineKey } from "../schema/routines.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { isTaken } from "../schema/taken-names.ts";
import { BUILT_IN_TRIGGERS } from "../triggers/built-in.ts";
import { EXTENSION_TYPES, bringsType, mayBringOthers, notBrought } from "../types/extensions.ts";
import { isBuiltIn } from "../types/family.ts";
import { isOf, typeNamed } from "../types/user-types.ts";
import { isRefreshable } from "../views/refreshed-while-read.ts";

function isMissing(key: string): string {
  return `${key} does not exist`;
}

/** A table, a view or a sequence; what PostgreSQL brings along is there. */
export function relation(name: Name, schema: Schema): string | undefined {
  const isSystem = name.name.startsWith("pg_") || SYSTEM.has(name.schema ?? "") || name.name === "*";
  if (isSystem || isThere(schema, name) || isCounter(name, schema) || mayBringOthers(schema)) return undefined;
  return isMissing(keyOf(schema, name));
}

/** What only the down names is not known to be there. */
function isThere(schema: Schema, name: Name): boolean {
  const key = keyOf(schema, name);
  const found = schema.tables.get(key) ?? schema.views.get(key) ?? schema.sequences.get(key);
  return found !== undefined && found.assumed !== true;
}

const SYSTEM: ReadonlySet<string> = new Set(["pg_catalog", "information_schema", "pg_temp"]);

/** The sequence of an identity column has the name that PostgreSQL gave it. */
function isCounter(name: Name, schema: Schema): boolean {
  const key = keyOf(schema, name);
  return [...schema.tables].some(
    ([table, { columns }]) =>
      key.startsWith(`${table}_`) && [...columns.values()].some(({ definition }) => definition?.identity !== "none"),
  );
}

export function parents(change: ChangeOf<"create-table">, schema: Schema): string | undefined {
  const { source, inherits, partitionOf } = change;
  const copies = source.from === "columns" ? [] : source.copies;
  // `like` and `of` may name a composite type.
  const names = copies.filter((name) => !schema.types.has(keyOf(schema, name)));
  const missing = [...inherits, ...names].map((name) => relation(name, schema)).find((each) => each !== undefined);
  return missing ?? (partitionOf === null ? undefined : absentParent(partitionOf, schema));
}

function absentParent(
  { parent: name, bounds }: NonNullable<ChangeOf<"create-table">["partitionOf"]>,
  schema: Schema,
): string | undefined {
  const parent = tableIn(schema, name);
  if (parent === undefined) return relation(name, schema);
  if (!parent.settings.has("partitioned")) return `${parent.name} has no partitions`;
  return overlapping(parent.name, bounds, schema);
}

/** "partition "p" would overlap partition "q"" */
export function overlapping(parent: string, bounds: string, { tables }: Schema): string | undefined {
  const sibling = [...tables].find(
    ([, table]) => table.partitionOf?.parent === parent && overlap(table.settings.get("bounds") ?? "", bounds),
  );
  return sibling === undefined ? undefined : `partition ${sibling[0]} has some of these bounds already`;
}

export function types(columns: readonly ColumnDefinition[], schema: Schema): string | undefined {
  return columns.map(({ type: written }) => typeOfColumn(written, schema)).find((missing) => missing !== undefined);
}

export function typeOfColumn(written: ColumnType | null, schema: Schema): string | undefined {
  if (written === null || isUsed(written, schema)) return undefined;
  const made = typeNamed(schema, written.name) !== undefined;
  const extension = made ? undefined : notBrought(written.name, EXTENSION_TYPES, schema);
  if (extension !== undefined) return extension;
  if (mayBringOthers(schema) || isBroughtAlong(written) || bringsType(written, schema)) return undefined;
  const names = [...schema.types.keys(), ...schema.tables.keys(), ...schema.views.keys()];
  const isKnown = written.name.startsWith("pg_") || names.some((key) => isOf(written.name, schema, key));
  return isKnown ? undefined : isMissing(`type ${written.name}`);
}

function isBroughtAlong(written: ColumnType): boolean {
  return isBuiltIn(written) || OF_POSTGRESQL.has(written.name);
}

/** Some column is of the type. */
function isUsed({ name }: ColumnType, { tables }: Schema): boolean {
  return [...tables.values()].some(({ columns }) =>
    [...columns.values()].some(({ definition }) => definition?.type?.name === name),
  );
}

export function routine(name: Name | null, schema: Schema, args?: string): string | undefined {
  if (name === null || mayBringOthers(schema) || BUILT_IN_TRIGGERS.has(name.name)) return undefined;
  return routineKey(schema, name, args) === undefined ? isMissing(keyOf(schema, name)) : undefined;
}

export function refreshed({ view, concurrently }: ChangeOf<"refresh-view">, schema: Schema): string | undefined {
  const known = schema.views.get(keyOf(schema, view));
  if (known === undefined || known.assumed === true) return relation(view, schema);
  if (!known.materialized) return `${keyOf(schema, view)} keeps no rows`;
  return concurrently && !isRefreshable(known) ? `${keyOf(schema, view)} has no unique index` : undefined;
}

export function renamedIndex({ index: name, table, to }: ChangeOf<"rename-index">, schema: Schema): string | undefined {
  if (isOfView(name, schema)) return undefined;
  if (!schema.complete) return `whether ${to} is taken is not known`;
  const missing = index(name, table, schema);
  if (missing !== undefined) return missing;
  const isUsed = locate(schema, { ...name, name: to }, null) !== undefined || isTaken(schema, { ...name, name: to });
  return isUsed ? `${to} exists already` : undefined;
}

export function index(name: Name, table: Name | null, schema: Schema): string | undefined {
  return locate(schema, name, table) === undefined && !isOfView(name, schema)
    ? isMissing(`index ${keyOf(schema, name)}`)
    : undefined;
}

function isOfView({ name }: Name, { views }: Schema): boolean {
  return [...views.values()].some(({ indexes }) => indexes.some((index) => index.name === name));
}

export function reindexed({ target, of }: ChangeOf<"reindex">, schema: Schema): string | undefined {
  if (target === null) return undefined;
  return of === "index" ? index(target, null, schema) : relation(target, schema);
}

/** By which a table is ordered, or its rows are told apart. */
export function orderedBy(
  { table, index: name }: ChangeOf<"set-table-property"> | ChangeOf<"rebuild-table">,
  schema: Schema,
): string | undefined {
  return name === undefined ? undefined : index({ schema: table.schema, name }, table, schema);
}

export function type({ type: name }: { readonly type: Name }, schema: Schema): string | undefined {
  const known = schema.types.get(keyOf(schema, name));
  if (mayBringOthers(schema) || (known !== undefined && known.assumed !== true)) return undefined;
  return isMissing(`type ${keyOf(schema, name)}`);
}

export function sequence({ sequence: name }: { readonly sequence: Name }, schema: Schema): string | undefined {
  return relation(name, schema);
}

/** Besides those that have a family. */
const OF_POSTGRESQL: ReadonlySet<string> = new Set(
  `money xml oid macaddr macaddr8 point box circle polygon path line lseg tsvector tsquery bit varbit regclass regtype
  regproc regnamespace regrole int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange
  nummultirange tsmultirange tstzmultirange datemultirange txid_snapshot jsonpath xid xid8 cid tid void record`.split(
    /\s+/,
  ),
);
