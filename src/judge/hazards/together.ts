// What clauses of one `alter table` make of each other. Measured on MariaDB 10.11; MySQL's
// storage/innobase/handler/handler0alter.cc, INNOBASE_INSTANT_ALLOWED and INNOBASE_INPLACE_IGNORE.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { INSTANT, IN_PLACE_REBUILD } from "./hazards.ts";

/**
 * A column comes, goes and moves at once only beside what is done at once as well, and by building the table anew
 * otherwise. `before` is the schema before the statement.
 */
export function withOthers(
  own: Effect,
  change: Change,
  { before, alongside }: Pick<At, "before" | "alongside">,
): Effect {
  if (!isInnoDb(before) || own.hazard.level !== INSTANT.level) return own;
  const isMoved = movesColumn(change, before) || (change.kind === "restate-column" && change.position !== "same");
  const isSlow = isMoved && alongside.some((other) => isSlower(other, before));
  return isSlow ? { ...own, hazard: IN_PLACE_REBUILD } : own;
}

/** What is computed on reading takes no place in the rows. */
export function movesColumn(change: Change, schema: Schema): boolean {
  if (change.kind === "add-column") return change.column.generated?.kind !== "virtual";
  if (change.kind !== "drop-column") return false;
  return columnIn(schema, change.table, change.column)?.definition?.generated?.kind !== "virtual";
}

function isSlower(other: Change, before: Schema): boolean {
  if (other.kind === "create-index") return true;
  if (other.kind === "add-constraint" && other.constraint.kind === "unique") return true;
  return before.dialect === "mysql" && isSlowerOnMysql(other, before);
}

function isSlowerOnMysql(other: Change, before: Schema): boolean {
  if (other.kind === "restate-column") return isLonger(other, before);
  if (other.kind === "drop-constraint") return !isCheck(other, before);
  if (other.kind === "add-constraint") return other.constraint.kind !== "check";
  return other.kind === "drop-index" || other.kind === "rename-index";
}

function isLonger({ table, column, definition }: ChangeOf<"restate-column">, before: Schema): boolean {
  const from = columnIn(before, table, column)?.definition?.type;
  return String(from?.modifiers) !== String(definition.type?.modifiers);
}

function isCheck({ table, name, of }: ChangeOf<"drop-constraint">, before: Schema): boolean {
  const constraints = tableIn(before, table)?.constraints ?? [];
  return of === "check" || constraints.find(({ definition }) => definition.name === name)?.definition.kind === "check";
}
