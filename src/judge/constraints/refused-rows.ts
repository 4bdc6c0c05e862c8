import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType, ConstraintDefinition } from "../../model/definition.ts";
import type { Assignment } from "../../model/value.ts";
import type { Effect } from "../rule.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { isListed, keyOf, tableIn } from "../schema/schema.ts";
import { mayOverflow } from "../types/multiplied.ts";
import { bareName } from "../types/types-read.ts";
import { isUnfit } from "../types/unfit-values.ts";
import { isFull, mayBeNull, mayBeNullOf } from "../values/may-be-null.ts";
import { areOff } from "./foreign-keys.ts";
import { keysOf } from "./keys-of.ts";
import { passesWith } from "./passing-value.ts";

/** The columns of which an update may give a row what is refused, or take away what others refer to. */
export function refusable(change: ChangeOf<"update">, table: Table, schema: Schema): readonly string[] {
  const refused = change.assignments.filter(
    (assignment) =>
      isUnlisted(table, assignment.column, schema) ||
      (assignment.from === "expression" && assignment.raises === true) ||
      (assignment.from === "constant" && assignment.isNull === true
        ? refusesNull(table, assignment.column, schema)
        : isGuarded(table, assignment, schema)) ||
      isLeftNull(assignment, change, readBy(change, table, schema)) ||
      hasNoRoom(assignment, {
        type: typeOf(table, assignment.column),
        tables: readBy(change, table, schema),
        schema,
        where: change.where,
      }),
  );
  return refused.map(({ column }) => column);
}

function hasNoRoom(assignment: Assignment, read: Parameters<typeof isUnfit>[1]): boolean {
  return isUnfit(assignment, read) || (assignment.from === "expression" && mayOverflow(assignment, read));
}

/** Whether rows may be there already that have the keys of the new ones, or their parents be gone. */
export function insertSucceeds(change: ChangeOf<"insert">, table: Table, schema: Schema): Effect["succeeds"] {
  if (!isListed(schema, table)) return "data_dependent";
  const columns = change.columns.length > 0 ? change.columns : [...table.columns.keys()];
  const isGiven = (key: readonly string[]): boolean => key.every((column) => columns.includes(column));
  const keys = keysOf(table).filter(isGiven);
  const isTaken =
    keys.some((key) => isMinded(key, change) && !isCopiedWith(key, change, { table, schema })) ||
    (change.onConflict === "error" && computedKeysOf(table).some(isGiven));
  // Rows of another table are asked for what that one asked of them.
  const isFollowed = change.source.from === "query" && change.onConflict === "error";
  const isOrphan =
    !isFollowed &&
    !areOff(schema) &&
    referencesOf(table).some((each) => each.every((column) => columns.includes(column)));
  return isTaken || isOrphan ? "data_dependent" : "yes";
}

/** What a unique index that is computed is computed from. */
function computedKeysOf({ columns, indexes }: Table): readonly (readonly string[])[] {
  return indexes.flatMap(({ definition: { unique, keys, names } }) => {
    const read = (names?.columns ?? []).filter((column) => columns.has(column));
    return unique && read.length > 0 && keys.some((key) => !columns.has(key)) ? [read] : [];
  });
}

/** `on conflict` with a key minds the others. */
function isMinded(key: readonly string[], { onConflict, conflictOn }: ChangeOf<"insert">): boolean {
  if (onConflict === "error") return true;
  return conflictOn !== undefined && String(key.toSorted()) !== String(conflictOn.toSorted());
}

/** What constrains a column that is older than what is listed is not known. */
function isUnlisted(table: Table, column: string, schema: Schema): boolean {
  return !isListed(schema, table) && table.columns.get(column)?.definition === null;
}

function referencesOf({ constraints }: Table): readonly (readonly string[])[] {
  return constraints
    .filter(({ definition: { kind } }) => kind === "foreign-key")
    .map(({ definition }) => definition.columns);
}

/** An empty table takes the keys of the one whose rows it is given. */
function isCopiedWith(
  key: readonly string[],
  { source }: ChangeOf<"insert">,
  { table, schema }: { readonly table: Table; readonly schema: Schema },
): boolean {
  const isEmpty = [...table.columns.values()].every(({ holds }) => holds === null);
  if (!isEmpty) return false;
  if (source.from === "values") return source.rows === 1;
  const [only, second] = source.reads;
  const original = only === undefined || second !== undefined ? undefined : schema.tables.get(keyOf(schema, only));
  return original !== undefined && keysOf(original).some((known) => String(known) === String(key));
}

/** A foreign key may refuse the value, or keep it where it is; a check or a key may refuse it. */
function isGuarded({ constraints, indexes, name }: Table, assignment: Assignment, schema: Schema): boolean {
  const { column } = assignment;
  const isNamed = constraints.some(
    ({ definition }) =>
      definition.kind !== "not-null" &&
      definition.enforcement !== "not-enforced" &&
      definition.columns.includes(column) &&
      !passesWith(definition, assignment),
  );
  const isUnique = indexes.some(({ definition }) => definition.unique && isIn(definition, column));
  return isNamed || isUnique || isReferred(schema, name, column);
}

/** Foreign keys, checks and keys let a null pass, but for some. */
function refusesNull({ constraints, indexes, name }: Table, column: string, schema: Schema): boolean {
  const isRefused = constraints.some(
    ({ definition }) =>
      definition.columns.includes(column) && definition.enforcement !== "not-enforced" && minds(definition),
  );
  const isOnce = indexes.some(({ definition }) => definition.nullsAreSame === true && isIn(definition, column));
  return isRefused || isOnce || isReferred(schema, name, column);
}

function minds(definition: ConstraintDefinition): boolean {
  if (definition.kind === "check") return ASKS_FOR_NULLS.test(definition.text);
  return "nullsAreSame" in definition && definition.nullsAreSame === true;
}

const ASKS_FOR_NULLS = /\b(?:is|isnull|notnull|coalesce|ifnull|num_nulls|num_nonnulls)\b|<=>/i;

function isIn({ keys, names }: Table["indexes"][number]["definition"], column: string): boolean {
  return keys.includes(column) || names?.columns.includes(column) === true;
}

function isReferred(schema: Schema, table: string, column: string): boolean {
  return [...schema.tables.values()].some(({ constraints }) =>
    constraints.some(
      ({ definition }) =>
        definition.kind === "foreign-key" &&
        keyOf(schema, definition.references) === table &&
        definition.referenced.includes(column),
    ),
  );
}

/** The tables that values are computed from. */
export function readBy({ reads }: ChangeOf<"update">, table: Table, schema: Schema): [Table, ...Table[]] {
  return [table, ...reads.flatMap((name) => tableIn(schema, name) ?? [])];
}

export function typeOf({ columns }: Table, column: string): ColumnType | null {
  return columns.get(column)?.definition?.type ?? null;
}

/** Only a value that may be missing is refused: what comes from other rows, or from columns that may be null. */
function isLeftNull(
  assignment: Assignment,
  { reads, partnered }: ChangeOf<"update">,
  [table, ...others]: readonly [Table, ...Table[]],
): boolean {
  const { definition = null } = table.columns.get(assignment.column) ?? {};
  if (definition === null || definition.nullable || assignment.from === "default") return false;
  if (reads.length === 0) return mayBeNull(assignment, table);
  // What a qualifier stands for is not asked.
  const tables = partnered === true ? [table, ...others] : [];
  return mayBeNullOf(assignment, (read) => table.columns.get(read) ?? emptiest(bareName(read), tables));
}

/** Of those that it may be, the one whose rows lack values, if there is one. */
function emptiest(column: string, tables: readonly Table[]): Column | undefined {
  const found = tables.flatMap(({ columns }) => columns.get(column) ?? []);
  return found.find((each) => !isFull(each)) ?? found[0];
}
