// What the body of a trigger writes, and into which columns.
import type { Given } from "../../model/change/given.ts";
import type { Assignment } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { inParentheses, is, take, takeOne } from "./cursor.ts";
import { label, objectName, spelled } from "./names.ts";
import { writtenValue } from "./written-values.ts";

/** `set new.c = …` */
export function givenToOwn(c: Cursor, place: number): readonly Given[] {
  const own = at(c, place + 4);
  const value = writtenValue(own);
  const column = spelled(c, c.tokens[place + 2]?.value ?? "");
  return own.refusal === null ? [{ table: null, assignments: [{ ...value, column }] }] : [];
}

/** `insert into t (a, b) values (…, …)`, if that stands there: one row, which none that is there stands in for. */
export function givenToOther(c: Cursor, place: number): readonly Given[] {
  const own = at(c, place);
  if (!take(own, "insert")) return [];
  takeOne(own, "low_priority", "high_priority");
  take(own, "into");
  const table = objectName(own);
  const columns = is(own, "(") ? inParentheses(own, label) : [];
  if (takeOne(own, "values", "value") === null) return [];
  const values = inParentheses(own, writtenValue);
  const isOneRow = own.position >= own.tokens.length || is(own, ";");
  if (own.refusal !== null || !isOneRow || columns.length !== values.length) return [];
  const assignments = columns.map((column, index): Assignment => ({ from: "default", ...values[index], column }));
  return [{ table, assignments }];
}

/** Another reader of the same tokens, whose refusals are its own. */
function at(c: Cursor, position: number): Cursor {
  const seen = { columns: [], tables: [], sequences: [], calls: [], common: new Set<string>() };
  return { ...c, position, refusal: null, seen };
}
