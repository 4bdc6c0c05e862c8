import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { is, isDone, listOf, next, peek, refuseNext, take, takeOne, textFrom } from "./cursor.ts";
import { objectName } from "./names.ts";
import { tableOption } from "./table-options.ts";

/** MariaDB's `create sequence s …`, behind `sequence`. */
export function createSequence(c: Cursor, orReplace: boolean): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const sequence = objectName(c);
  while (property(c) !== null || tableOption(c) !== null);
  const created: Change = { kind: "create-sequence", sequence, ifNotExists, ownedBy: null };
  return orReplace ? [{ kind: "drop-sequence", sequence, ifExists: true, cascade: false }, created] : [created];
}

/** MariaDB's `alter sequence s …`, behind `sequence`. */
export function alterSequence(c: Cursor): readonly Change[] {
  take(c, "if", "exists");
  const sequence = objectName(c);
  const start = c.position;
  let restart: Restart | null = null;
  for (let one = property(c); one !== null; one = property(c)) restart = one.restart ?? restart;
  const text = textFrom(c, start);
  return [{ kind: "alter-sequence", sequence, restart: restart !== null, value: restart?.value ?? null, text }];
}

/** `drop sequence a, b`, behind `sequence`. */
export function dropSequences(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  return listOf(c, objectName).map((sequence) => ({ kind: "drop-sequence", sequence, ifExists, cascade: false }));
}

interface Restart {
  readonly value: number | null;
}

/** One property; null where none comes next. */
function property(c: Cursor): { readonly restart: Restart | null } | null {
  if (isDone(c)) return null;
  if (take(c, "restart")) return { restart: { value: restartValue(c) } };
  if (takeOne(c, "cycle", "nocycle", "nocache", "nominvalue", "nomaxvalue") !== null) return { restart: null };
  if (take(c, "no")) {
    if (takeOne(c, "cycle", "cache", "minvalue", "maxvalue") === null) refuseNext(c);
  } else if (takeOne(c, "start", "increment", "minvalue", "maxvalue", "cache") === null) return null;
  else number(c);
  return { restart: null };
}

function restartValue(c: Cursor): number | null {
  const hasValue = is(c, "with") || is(c, "=") || is(c, "-") || peek(c).kind === "number";
  return hasValue ? number(c) : null;
}

function number(c: Cursor): number {
  takeOne(c, "with", "by", "=");
  const sign = take(c, "-") ? -1 : 1;
  const token = next(c);
  if (token.kind !== "number") refuseNext(c);
  return sign * Number(token.value);
}
