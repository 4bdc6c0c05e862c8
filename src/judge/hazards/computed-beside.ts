// What computed columns of a table make of InnoDB's work on it. Measured on MariaDB 10.11.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { locate } from "../schema/locate-index.ts";
import { namesColumn } from "../schema/names.ts";
import { tableIn } from "../schema/schema.ts";
import { COPY } from "./hazards.ts";
import { movesColumn } from "./together.ts";

/**
 * They are why the table is copied for what is done in place, or at once, to others. `before` is the schema before the
 * statement.
 */
export function withComputed(
  own: Effect,
  change: Change,
  { before, alongside }: Pick<At, "before" | "alongside">,
): Effect {
  if (!isInnoDb(before) || own.hazard.level === "none") return own;
  const isPicky = isComputedOnReading(change, before) || isBeforeComputed(change, before);
  const isMixed = isPicky && alongside.some((other) => isApart(other, before));
  return isMixed || isCopied(change, before) ? { ...own, hazard: COPY } : own;
}

function isComputedOnReading(change: Change, schema: Schema): boolean {
  return (change.kind === "add-column" || change.kind === "drop-column") && !movesColumn(change, schema);
}

/** Of a column that goes, where the others end up may be seen by those that are computed on MariaDB. */
function isBeforeComputed(change: Change, schema: Schema): boolean {
  if (schema.dialect !== "mariadb" || change.kind !== "drop-column") return false;
  return hasComputedOnReading(tableIn(schema, change.table));
}

function hasComputedOnReading(table: Table | undefined): boolean {
  return [...(table?.columns.values() ?? [])].some(({ definition }) => definition?.generated?.kind === "virtual");
}

/** Such a column comes and goes at once only by itself, or where columns and plain indexes do. */
function isApart(other: Change, schema: Schema): boolean {
  if (other.kind === "create-index" && other.index.unique) return true;
  if (other.kind === "drop-index" && locate(schema, other.index, other.table)?.unique === true) return true;
  return !BESIDE.has(other.kind) && !isComputedOnReading(other, schema);
}

const BESIDE: ReadonlySet<Change["kind"]> = new Set(["create-index", "drop-index", "drop-column"]);

/** MariaDB does not give one another place, keeps no index on one, and forbids no nulls beside one that is stored, in place. */
function isCopied(change: Change, schema: Schema): boolean {
  if (schema.dialect !== "mariadb" || !("table" in change) || change.table === null) return false;
  const table = tableIn(schema, change.table);
  if (table === undefined) return false;
  if (change.kind === "restate-column") return requiresBase(change, table);
  if (change.kind === "add-column") return movesComputed(change, table) || hasIndexed(table, null);
  return change.kind === "drop-column" && hasIndexed(table, change.column);
}

/** One that is computed on reading, has an index, and does not go itself. */
function hasIndexed({ columns, indexes }: Table, gone: string | null): boolean {
  return indexes.some(({ definition: { keys } }) =>
    keys.some((key) => key !== gone && columns.get(key)?.definition?.generated?.kind === "virtual"),
  );
}

function movesComputed({ position }: ChangeOf<"add-column">, table: Table): boolean {
  return position !== "last" && hasComputedOnReading(table);
}

function requiresBase({ column, definition }: ChangeOf<"restate-column">, { columns, indexes }: Table): boolean {
  if (definition.nullable || columns.get(column)?.definition?.nullable !== true) return false;
  return [...columns].some(([name, { definition: own }]) => {
    const { generated = null } = own ?? {};
    const isKept = indexes.some((index) => index.definition.keys.includes(name));
    const isNamed = generated !== null && namesColumn(generated.names, column);
    return generated?.kind === "stored" || (isKept && isNamed);
  });
}
