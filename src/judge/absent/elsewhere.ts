// What a statement of MySQL, MariaDB or SQLite reads that is not there, as far as that is told of it.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Assignment, Name } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { ROW_NUMBERS } from "../sqlite/row-numbers.ts";
import { unfitDefault } from "./unfit-default.ts";

/** In words; undefined where nothing is missing, or nobody can tell. */
export function missingElsewhere(change: Change, schema: Schema): string | undefined {
  if (change.kind === "delete") return notAsked(change, schema);
  if (change.kind === "update") return missingFromUpdate(change, schema) ?? notAsked(change, schema);
  return isInnoDb(schema) ? missingOnInnoDb(change, schema) : undefined;
}

/** SQLite makes a view or a trigger of what is not there. */
function missingOnInnoDb(change: Change, schema: Schema): string | undefined {
  if (change.kind === "add-column") return unfitDefault(change.column);
  if (change.kind === "restate-column") return unfitDefault(change.definition);
  if (change.kind === "create-trigger") return missingFromRow(change, schema);
  return change.kind === "create-view" && schema.complete ? missingFromView(change, schema) : undefined;
}

function missingFromUpdate(
  { table: name, assignments, reads }: ChangeOf<"update">,
  schema: Schema,
): string | undefined {
  const table = tableIn(schema, name);
  if (!schema.complete || table === undefined || reads.length > 0) return undefined;
  const missing = assignments.flatMap((one) => readBy(one, schema)).find((column) => !hasColumn(table, column));
  return missing === undefined ? undefined : `${table.name} has no ${missing}`;
}

/** What its condition asks of the table. */
function notAsked({ table: name, asks = [] }: ChangeOf<"update" | "delete">, schema: Schema): string | undefined {
  const table = tableIn(schema, name);
  const missing = asks.find((column) => table !== undefined && isGone(table, column, schema));
  return missing === undefined ? undefined : `${table?.name ?? ""} has no ${missing}`;
}

function missingFromRow({ table: name, effects }: ChangeOf<"create-trigger">, schema: Schema): string | undefined {
  const table = tableIn(schema, name);
  if (table === undefined) return undefined;
  const missing = effects?.columns.find((column) => isGone(table, column, schema));
  return missing === undefined ? undefined : `${table.name} has no ${missing}`;
}

/** Of an expression of SQLite, words that are no columns are among what it reads. */
function readBy(assignment: Assignment, { dialect }: Schema): readonly string[] {
  if (assignment.from !== "expression") return [];
  const { reads, text } = assignment;
  return dialect === "sqlite" ? reads.filter((column) => column === text) : reads;
}

function missingFromView({ reads, sources = [] }: ChangeOf<"create-view">, schema: Schema): string | undefined {
  const relation = reads.find((name) => !isThere(name, schema));
  if (relation !== undefined) return `${keyOf(schema, relation)} does not exist`;
  const [only, second] = reads;
  const table = only === undefined || second !== undefined ? undefined : tableIn(schema, only);
  const column = sources.find((one) => one !== null && table !== undefined && !hasColumn(table, one));
  return column === undefined ? undefined : `${table?.name ?? ""} has no ${column ?? ""}`;
}

function isThere(name: Name, schema: Schema): boolean {
  const key = keyOf(schema, name);
  return name.schema !== null || schema.tables.has(key) || schema.views.has(key);
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
