import type { Change } from "../../model/change.ts";
import type { EventParts } from "../../model/change/code.ts";
import type { Cursor } from "./cursor.ts";
import { expect, refuseNext, take, takeFrom, takeOne, textFrom } from "./cursor.ts";
import { stringValue } from "./literals.ts";
import { codeName } from "./names.ts";
import { expression } from "./recursion.ts";
import { body } from "./triggers.ts";
import { UNITS } from "./units.ts";

/** `create event e on schedule … do …`, behind `event`. */
export function createEvent(c: Cursor): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const name = codeName(c);
  expect(c, "on", "schedule");
  const timed = { schedule: written(c, schedule), ...settings(c) };
  expect(c, "do");
  return [{ kind: "create-event", name, ifNotExists, parts: { ...timed, body: written(c, body) } }];
}

/** `alter event e …`, behind `event`. */
export function alterEvent(c: Cursor): readonly Change[] {
  const name = codeName(c);
  const timed = take(c, "on", "schedule") ? { schedule: written(c, schedule) } : {};
  const set = settings(c);
  const renamed = take(c, "rename", "to") ? { to: codeName(c) } : {};
  const parts = { ...timed, ...set, ...settings(c) };
  const done = take(c, "do") ? { body: written(c, body) } : {};
  return [{ kind: "alter-event", name, ...renamed, parts: { ...parts, ...done } }];
}

/** `drop event [if exists] e`, behind `event`. */
export function dropEvent(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  return [{ kind: "drop-event", name: codeName(c), ifExists }];
}

function written(c: Cursor, read: (cursor: Cursor) => unknown): string {
  const start = c.position;
  read(c);
  return textFrom(c, start);
}

function schedule(c: Cursor): void {
  if (take(c, "at")) {
    expression(c);
    return;
  }
  expect(c, "every");
  expression(c);
  if (takeFrom(c, UNITS) === null) refuseNext(c);
  if (take(c, "starts")) expression(c);
  if (take(c, "ends")) expression(c);
}

function settings(c: Cursor): EventParts {
  const completion = written(c, preserved);
  const state = written(c, enabled);
  const comment = take(c, "comment") ? { comment: stringValue(c) } : {};
  return { ...(completion !== "" && { completion }), ...(state !== "" && { state }), ...comment };
}

function preserved(c: Cursor): void {
  if (!take(c, "on", "completion")) return;
  take(c, "not");
  expect(c, "preserve");
}

function enabled(c: Cursor): void {
  if (!take(c, "disable")) take(c, "enable");
  else if (take(c, "on") && takeOne(c, "slave", "replica") === null) refuseNext(c);
}
