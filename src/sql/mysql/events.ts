import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { expect, refuseNext, take, takeFrom, takeOne } from "./cursor.ts";
import { stringValue } from "./literals.ts";
import { objectName } from "./names.ts";
import { expression } from "./recursion.ts";
import { body } from "./triggers.ts";
import { UNITS } from "./units.ts";

/** `create event e on schedule … do …`, behind `event`. */
export function createEvent(c: Cursor): readonly Change[] {
  take(c, "if", "not", "exists");
  const name = objectName(c);
  expect(c, "on", "schedule");
  schedule(c);
  settings(c);
  expect(c, "do");
  body(c);
  return [{ kind: "create-event", name }];
}

/** `alter event e …`, behind `event`. */
export function alterEvent(c: Cursor): readonly Change[] {
  const name = objectName(c);
  if (take(c, "on", "schedule")) schedule(c);
  settings(c);
  if (take(c, "rename", "to")) objectName(c);
  settings(c);
  if (take(c, "do")) body(c);
  return [{ kind: "alter-event", name }];
}

/** `drop event [if exists] e`, behind `event`. */
export function dropEvent(c: Cursor): readonly Change[] {
  take(c, "if", "exists");
  return [{ kind: "drop-event", name: objectName(c) }];
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

function settings(c: Cursor): void {
  if (take(c, "on", "completion")) {
    take(c, "not");
    expect(c, "preserve");
  }
  if (take(c, "disable")) {
    if (take(c, "on") && takeOne(c, "slave", "replica") === null) refuseNext(c);
  } else take(c, "enable");
  if (take(c, "comment")) stringValue(c);
}
