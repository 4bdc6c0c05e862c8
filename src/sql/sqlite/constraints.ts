import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, inParentheses, is, refuseNext, take, takeBracketed, takeOne, takeUntil, textOf } from "./cursor.ts";
import { label, objectName } from "./names.ts";
import { columnsIn, takeConflict } from "./values.ts";

/** A constraint of the whole table; null if none begins here. */
export function tableConstraint(c: Cursor): ConstraintDefinition | null {
  if (!STARTS.some((word) => is(c, word))) return null;
  const name = constraintName(c);
  if (take(c, "primary", "key")) return tableKey(c, "primary-key", name);
  if (take(c, "unique")) return tableKey(c, "unique", name);
  if (is(c, "check")) return checkOf(c, name);
  expect(c, "foreign", "key");
  return referenceOf(c, name, inParentheses(c, label));
}

export function constraintName(c: Cursor): string | null {
  return take(c, "constraint") ? label(c) : null;
}

/** What follows its columns is its conflict clause. */
export function keyOf(
  c: Cursor,
  kind: "primary-key" | "unique",
  { name, columns }: Pick<ConstraintDefinition, "name" | "columns">,
): ConstraintDefinition {
  const otherwise = takeConflict(c);
  const key = { kind, name, columns, usingIndex: null, enforcement: "valid", deferrable: false } as const;
  return otherwise === undefined ? key : { ...key, otherwise };
}

export function checkOf(c: Cursor, name: string | null): ConstraintDefinition {
  expect(c, "check");
  const condition = takeBracketed(c);
  // Of a check it has no effect.
  takeConflict(c);
  const columns = columnsIn(condition);
  return { kind: "check", name, columns, text: textOf(c, condition), enforcement: "valid", deferrable: false };
}

/** `references table (columns) on delete … on update … match … deferrable …` */
export function referenceOf(c: Cursor, name: string | null, columns: readonly string[]): ConstraintDefinition {
  expect(c, "references");
  const references = objectName(c);
  const referenced = is(c, "(") ? inParentheses(c, label) : [];
  const actions = { delete: "no action", update: "no action" };
  while (action(c, actions));
  const frame = { name, columns, enforcement: "valid", deferrable: deferment(c) === true } as const;
  const { delete: onDelete, update: onUpdate } = actions;
  return { kind: "foreign-key", ...frame, references, referenced, onDelete, onUpdate };
}

/** `[not] deferrable [initially …]`; null if it does not come next. */
export function deferment(c: Cursor): boolean | null {
  const deferrable = take(c, "deferrable");
  if (!deferrable && !take(c, "not", "deferrable")) return null;
  if (take(c, "initially") && takeOne(c, "deferred", "immediate") === null) refuseNext(c);
  return deferrable;
}

function tableKey(c: Cursor, kind: "primary-key" | "unique", name: string | null): ConstraintDefinition {
  const columns = inParentheses(c, keyColumn);
  return keyOf(c, kind, { name, columns });
}

function keyColumn(c: Cursor): string {
  const name = label(c);
  // A collation and an order change nothing about what the key is, `autoincrement` only which number comes next.
  takeUntil(c, ",");
  return name;
}

function action(c: Cursor, actions: { delete: string; update: string }): boolean {
  if (take(c, "match")) {
    label(c);
    return true;
  }
  if (!is(c, "on")) return false;
  expect(c, "on");
  const event = takeOne(c, "delete", "update");
  const what = ACTIONS.find((words) => take(c, ...words.split(" ")));
  if (event === null || what === undefined) refuseNext(c);
  else actions[event as "delete" | "update"] = what;
  return true;
}

const STARTS = ["constraint", "primary", "unique", "check", "foreign"];

const ACTIONS = ["set null", "set default", "cascade", "restrict", "no action"];
