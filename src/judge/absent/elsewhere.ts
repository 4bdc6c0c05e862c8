// What a statement of MySQL, MariaDB or SQLite reads that is not there, as far as that is told of it.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Assignment } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { missedParent } from "../sqlite/missed-parent.ts";
import { ROW_NUMBERS } from "../sqlite/row-numbers.ts";
import { ambiguousIn } from "../views/ambiguous.ts";
import { missingSource } from "../views/broken.ts";
import { missingAltered } from "./altered.ts";
import { needed, needsOf } from "./needed.ts";
import { unfitOnInnoDb } from "./unfit.ts";

/** In words; undefined where nothing is missing, or nobody can tell. */
export function missingElsewhere(change: Change, schema: Schema): string | undefined {
  const missing = needed(needsOf(change), schema) ?? missingFromQueries(change, schema) ?? missedParent(change, schema);
  if (missing !== undefined) return missing;
  if (change.kind === "delete") return missingFromFilter(change, schema);
  if (change.kind === "update") return missingFromUpdate(change, schema) ?? missingFromFilter(change, schema);
  return isInnoDb(schema) ? missingOnInnoDb(change, schema) : undefined;
}

/** SQLite makes a view or a trigger of what is not there. */
function missingOnInnoDb(change: Change, schema: Schema): string | undefined {
  const unfit = unfitOnInnoDb(change, schema);
  const missing = unfit ?? missingAltered(change, schema);
  if (missing !== undefined) return missing;
  if (change.kind === "create-trigger") return missingFromRow(change, schema);
  if (change.kind === "create-table") return missingFromCopy(change, schema);
  return change.kind === "create-view" && schema.complete ? missingFromView(change, schema) : undefined;
}

function missingFromCopy({ source, ifNotExists }: ChangeOf<"create-table">, schema: Schema): string | undefined {
  if (!schema.complete || ifNotExists || source.from === "columns") return undefined;
  const missing = source.copies.find((name) => !isThere(name, schema));
  return missing === undefined ? undefined : `${keyOf(schema, missing)} does not exist`;
}

function missingFromUpdate(
  { table: name, assignments, reads }: ChangeOf<"update">,
  schema: Schema,
): string | undefined {
  const table = tableIn(schema, name);
  if (!schema.complete || table === undefined || reads.length > 0) return undefined;
  const missing = assignments
    .flatMap((one) => readBy(one, schema))
    .find((column) => isOf(table, column) && !hasColumn(table, column));
  return missing === undefined ? undefined : `${table.name} has no ${missing}`;
}

function missingFromFilter(
  { table: name, asks = [] }: Pick<ChangeOf<"update">, "table" | "asks">,
  schema: Schema,
): string | undefined {
  const table = tableIn(schema, name);
  const missing = asks.find((column) => table !== undefined && isOf(table, column) && isGone(table, column, schema));
  return missing === undefined ? undefined : `${table?.name ?? ""} has no ${missing}`;
}

/** Wherever a statement on rows asks another table: in a join, a query in brackets, or what is inserted. */
function missingFromQueries(change: Change, schema: Schema): string | undefined {
  if (!schema.complete) return undefined;
  const missing = askedBy(change).find((name) => !isThere(name, schema));
  return missing === undefined || OWN.test(missing.name) ? undefined : `${keyOf(schema, missing)} does not exist`;
}

function askedBy(change: Change): readonly Name[] {
  if (change.kind === "insert") return change.source.from === "query" ? change.source.reads : [];
  return change.kind === "update" || change.kind === "delete" ? (change.reads ?? []) : [];
}

/** Tables of SQLite itself, its functions that are read like tables, and numbers as MariaDB has them. */
const OWN = /^(?:sqlite_|pragma_|json_|generate_series|dbstat|seq_\d+_to_\d+)/;

/** A query behind `from` has a name of its own, and may read the same table. */
function isOf({ name }: Table, word: string): boolean {
  const qualifier = word.lastIndexOf(".");
  return qualifier === -1 || word.slice(0, qualifier) === name;
}

function missingFromRow(change: ChangeOf<"create-trigger">, schema: Schema): string | undefined {
  const { table: name, effects } = change;
  const table = tableIn(schema, name);
  if (table === undefined) return schema.views.has(keyOf(schema, name)) ? `${name.name} is a view` : undefined;
  if (isBesideNothing(change, table)) return `${table.name} has no such trigger ${change.beside ?? ""}`;
  const missing = effects?.columns.find((column) => isGone(table, column, schema));
  return missing === undefined ? undefined : `${table.name} has no ${missing}`;
}

/** "Referenced trigger … does not exist" (ER_REFERENCED_TRG_DOES_NOT_EXIST): one for the same moment. */
function isBesideNothing(
  { beside, timing, events }: ChangeOf<"create-trigger">,
  { complete, triggers }: Table,
): boolean {
  if (beside === undefined) return false;
  const other = triggers.get(beside);
  return other === undefined ? complete : other.timing !== timing || other.events.join() !== events.join();
}

/** Of an expression of SQLite, words that are no columns are among what it reads. */
function readBy(assignment: Assignment, { dialect }: Schema): readonly string[] {
  if (assignment.from !== "expression") return [];
  const { reads, text } = assignment;
  return dialect === "sqlite" ? reads.filter((column) => column === text) : reads;
}

function missingFromView(change: ChangeOf<"create-view">, schema: Schema): string | undefined {
  const { reads, sources } = change;
  const relation = reads.find((name) => !isThere(name, schema));
  if (relation !== undefined) return `${keyOf(schema, relation)} does not exist`;
  const view = { reads: reads.map((name) => keyOf(schema, name)), ...(sources !== undefined && { sources }) };
  return missingSource(view, schema) ?? ambiguousIn(change, schema);
}

function isThere(name: Name, schema: Schema): boolean {
  const key = keyOf(schema, name);
  return key !== name.name || schema.tables.has(key) || schema.views.has(key);
}

/** Dropped before, or never listed where all is. */
function isGone(table: Table, word: string, { complete, dropped }: Schema): boolean {
  const column = word.slice(word.lastIndexOf(".") + 1);
  const isDropped = dropped.has(`columns:${table.name}.${column}`) && !table.columns.has(column);
  return isDropped || (complete && !hasColumn(table, word));
}

/** `t.c` is `c`; SQLite's number of a row has no column. */
function hasColumn({ complete, columns }: Table, word: string): boolean {
  const column = word.slice(word.lastIndexOf(".") + 1);
  return !complete || columns.has(column) || ROW_NUMBERS.has(column);
}
