// What a trigger gives to rows, its own and those of other tables, may not fit there.
import type { ChangeOf } from "../../model/change.ts";
import type { Given } from "../../model/change/given.ts";
import type { Assignment, ColumnType, Value } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { keysOf } from "../constraints/keys-of.ts";
import { isStillRequired } from "../replaced/replacement.ts";
import { clientColumn } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";
import { typeChange } from "../types/change.ts";
import { familyOf } from "../types/family.ts";
import { widestText } from "../types/widest-text.ts";
import { mayBeNull } from "../values/may-be-null.ts";

/** Why what it writes may not be taken; undefined where nothing is seen that refuses it. */
export function refusedValue(
  { table, timing }: ChangeOf<"create-trigger">,
  gives: readonly Given[],
  at: At,
): string | undefined {
  const own = tableIn(at.before, table);
  if (own === undefined) return undefined;
  const lasting = gives.filter((given) => given.table !== null || timing === "before");
  return lasting.map((given) => refusalOf(given, own, at)).find((refusal) => refusal !== undefined);
}

function refusalOf(given: Given, own: Table, at: At): string | undefined {
  const target = given.table === null ? own : tableIn(at.before, given.table);
  if (target === undefined) return undefined;
  const unfit = given.assignments.find((assignment) => isRefused(assignment, own, target));
  if (unfit !== undefined) return `${target.name}.${unfit.column} may not take what the trigger gives it`;
  const isFull = given.table === null ? isAlike(given, target, at) : lacksRoom(given, target);
  return isFull ? `${target.name} may not take the row that the trigger gives it` : undefined;
}

function isRefused(assignment: Assignment, own: Table, { columns }: Table): boolean {
  const definition = columns.get(assignment.column)?.definition ?? null;
  if (definition === null || assignment.from === "default") return false;
  if (!definition.nullable && definition.identity === "none" && mayBeNull(assignment, own)) return true;
  return assignment.from === "expression" && definition.type !== null && isUnfit(assignment, own, definition.type);
}

function isUnfit(value: Extract<Value, { readonly from: "expression" }>, own: Table, to: ColumnType): boolean {
  const typeOf = (read: string): ColumnType | null => own.columns.get(lastOf(read))?.definition?.type ?? null;
  const [only, second] = value.reads;
  const from = only === undefined || second !== undefined ? null : typeOf(only);
  if (from !== null && value.text.trim() === only) return typeChange(from, to).values.startsWith("fail");
  if (familyOf(to).family !== "text" || SHORTENS.test(value.text)) return false;
  return widestText(value, (read) => widthOf(typeOf(read))) > (to.modifiers[0] ?? Infinity);
}

/** A new column with a key of its own gets what may be there already. */
function isAlike({ assignments }: Given, table: Table, at: At): boolean {
  const added = assignments.map(({ column }) => column).filter((column) => isNew(column, table, at));
  return keysOf(table).some((key) => key.some((column) => added.includes(column)));
}

function isNew(column: string, { name }: Table, at: At): boolean {
  return clientColumn(at, { schema: null, name }, column) === undefined;
}

/** A row with the same key may be there, or the row lacks a value. */
function lacksRoom({ assignments }: Given, table: Table): boolean {
  const given = assignments.map(({ column }) => column);
  const lacks = [...table.columns].some(([name, column]) => !given.includes(name) && isStillRequired(column));
  return lacks || keysOf(table).some((key) => key.length > 0 && key.every((column) => given.includes(column)));
}

/** Characters that it holds at most; a number or a day has few. */
function widthOf(type: ColumnType | null): number {
  return type === null || familyOf(type).family !== "text" ? 0 : (type.modifiers[0] ?? Infinity);
}

function lastOf(read: string): string {
  return read.slice(read.lastIndexOf(".") + 1);
}

const SHORTENS = /^\s*(?:left|substr|substring)\s*\(/i;
