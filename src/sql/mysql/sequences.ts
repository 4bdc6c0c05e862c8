import type { Change } from "../../model/change.ts";
import type { SequenceOption } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { is, isDone, listOf, next, peek, refuseNext, take, takeOne, textFrom } from "./cursor.ts";
import { objectName } from "./names.ts";
import { tableOption } from "./table-options.ts";

/** MariaDB's `create sequence s …`, behind `sequence`. */
export function createSequence(c: Cursor, orReplace: boolean): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const sequence = objectName(c);
  const options = optionsIn(c);
  const told = options.length > 0 ? { options } : {};
  const created: Change = { kind: "create-sequence", sequence, ifNotExists, ownedBy: null, ...told };
  return orReplace ? [{ kind: "drop-sequence", sequence, ifExists: true, cascade: false }, created] : [created];
}

/** MariaDB's `alter sequence s …`, behind `sequence`. */
export function alterSequence(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  const sequence = objectName(c);
  const start = c.position;
  let restart: Restart | null = null;
  const options: SequenceOption[] = [];
  for (let one = property(c); one !== null; one = property(c)) {
    restart = one.restart ?? restart;
    if (one.option !== undefined) options.push(one.option);
  }
  const told = { ...(options.length > 0 && { options }), ...(ifExists && { ifExists }) };
  const text = textFrom(c, start);
  return [
    { kind: "alter-sequence", sequence, restart: restart !== null, value: restart?.value ?? null, text, ...told },
  ];
}

/** `drop sequence a, b`, behind `sequence`. */
export function dropSequences(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  return listOf(c, objectName).map((sequence) => ({ kind: "drop-sequence", sequence, ifExists, cascade: false }));
}

/** Among them may be those that any table has. */
function optionsIn(c: Cursor): readonly SequenceOption[] {
  const options: SequenceOption[] = [];
  for (let one = property(c); one !== null || tableOption(c) !== null; one = property(c))
    if (one?.option !== undefined) options.push(one.option);
  return options;
}

interface Restart {
  readonly value: number | null;
}

interface Property {
  readonly restart: Restart | null;
  readonly option?: SequenceOption;
}

/** One property; null where none comes next. */
function property(c: Cursor): Property | null {
  if (isDone(c)) return null;
  if (take(c, "restart")) return { restart: { value: restartValue(c) } };
  const without = takeOne(c, "nocycle", "nocache", "nominvalue", "nomaxvalue") ?? withoutWord(c);
  if (without !== null) return { restart: null, option: { name: WITHOUT[without] ?? "other", value: null } };
  if (take(c, "cycle")) return { restart: null, option: { name: "cycle", value: "true" } };
  const name = takeOne(c, "start", "increment", "minvalue", "maxvalue", "cache");
  if (name === null) return null;
  return { restart: null, option: { name: NUMBERS[name] ?? "other", value: String(number(c)) } };
}

/** `no cache` is `nocache`. */
function withoutWord(c: Cursor): string | null {
  if (!take(c, "no")) return null;
  const what = takeOne(c, "cycle", "cache", "minvalue", "maxvalue");
  if (what === null) refuseNext(c);
  return `no${what ?? ""}`;
}

const NUMBERS: Readonly<Record<string, SequenceOption["name"]>> = {
  start: "start",
  increment: "increment",
  minvalue: "minvalue",
  maxvalue: "maxvalue",
  cache: "cache",
};

const WITHOUT: Readonly<Record<string, SequenceOption["name"]>> = {
  nocycle: "cycle",
  nocache: "cache",
  nominvalue: "minvalue",
  nomaxvalue: "maxvalue",
};

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
