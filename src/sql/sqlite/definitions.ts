import type { Change, ChangeOf } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { createTable } from "./create-table.ts";
import { expect, inParentheses, is, listOf, peek, refuseNext, take, takeOne, takeUntil, textOf } from "./cursor.ts";
import { lookedUpIn } from "./looked-up.ts";
import { isName, label, madeName, objectName } from "./names.ts";
import { outputsOf } from "./outputs.ts";
import { tablesIn } from "./reads.ts";
import { sourcesOf } from "./sources.ts";
import { effectsOf } from "./trigger-effects.ts";
import { namesIn } from "./values.ts";
import { virtualTable } from "./virtual-table.ts";

/** After `create`. */
export function create(c: Cursor): readonly Change[] {
  if (is(c, "unique") || is(c, "index")) return [createIndex(c)];
  if (take(c, "virtual", "table")) return [virtualTable(c)];
  const temporary = takeOne(c, "temp", "temporary") !== null;
  if (take(c, "table")) return createTable(c, temporary);
  if (take(c, "view")) return [createView(c, temporary)];
  if (take(c, "trigger")) return [createTrigger(c)];
  refuseNext(c);
  return [];
}

/** After `drop`. */
export function drop(c: Cursor): readonly Change[] {
  const what = takeOne(c, "table", "index", "view", "trigger");
  const ifExists = take(c, "if", "exists");
  const name = objectName(c);
  const how = { ifExists, cascade: false };
  if (what === "table") return [{ kind: "drop-table", table: name, temporary: name.schema === "temp", ...how }];
  if (what === "index") return [{ kind: "drop-index", index: name, table: null, concurrently: false, ...how }];
  if (what === "view") return [{ kind: "drop-view", view: name, materialized: false, ...how }];
  if (what === null) refuseNext(c);
  return [{ kind: "drop-trigger", name: name.name, table: null, ...how }];
}

function createIndex(c: Cursor): Change {
  const unique = take(c, "unique");
  expect(c, "index");
  const ifNotExists = take(c, "if", "not", "exists");
  const { name } = objectName(c);
  expect(c, "on");
  const table = objectName(c);
  const start = c.position;
  const parts = inParentheses(c, indexKey);
  const keys = parts.map(({ key }) => key);
  const descending = parts.flatMap(({ isDescending }, place) => (isDescending ? [place] : []));
  const where = take(c, "where") ? textOf(c, takeUntil(c)) : null;
  const names = namesIn(c.tokens.slice(start, c.position));
  const sorted = descending.length > 0 ? { descending } : {};
  const index = { name, table, keys, unique, method: "btree", where, names, ...sorted };
  return { kind: "create-index", index, concurrently: false, ifNotExists };
}

/** A name, or the text of an expression; with a collation of its own it tells values apart otherwise than the column. */
function indexKey(c: Cursor): { readonly key: string; readonly isDescending: boolean } {
  const isColumn = isName(peek(c)) && [",", ")", "collate", "asc", "desc"].includes(peek(c, 1).word);
  const key = isColumn ? label(c) : textOf(c, takeUntil(c, ",", "collate", "asc", "desc"));
  const collated = take(c, "collate") ? `${key} collate ${label(c)}` : key;
  const isDescending = takeOne(c, "asc", "desc") === "desc";
  takeUntil(c, ",");
  return { key: collated, isDescending };
}

function createView(c: Cursor, temporary: boolean): Change {
  const ifNotExists = take(c, "if", "not", "exists");
  const view = madeName(c, temporary);
  const named = is(c, "(") ? inParentheses(c, label) : null;
  expect(c, "as");
  const query = takeUntil(c);
  const text = textOf(c, query);
  const frame = { orReplace: false, materialized: false, updatable: false, ifNotExists };
  const sources = sourcesOf(query);
  const lookedUp = lookedUpIn(query);
  return {
    kind: "create-view",
    view,
    ...frame,
    ...(sources !== undefined && { sources }),
    ...(lookedUp !== undefined && { lookedUp }),
    text,
    columns: named ?? outputsOf(query),
    reads: tablesIn(query),
    names: namesIn(query),
  };
}

function createTrigger(c: Cursor): Change {
  const ifNotExists = take(c, "if", "not", "exists") ? { ifNotExists: true } : {};
  const { name } = objectName(c);
  const timing = timingOf(c);
  const event = takeOne(c, "insert", "update", "delete") ?? "";
  const updatesOf = event === "update" && take(c, "of") ? { updatesOf: listOf(c, label) } : {};
  expect(c, "on");
  const table = objectName(c);
  take(c, "for", "each", "row");
  const condition = take(c, "when") ? takeUntil(c, "begin") : [];
  if (!is(c, "begin") || event === "") refuseNext(c);
  const written = takeUntil(c);
  const body = textOf(c, written);
  const events = [event as ChangeOf<"create-trigger">["events"][number]];
  const frame = { routine: null, orReplace: false, constraintTrigger: false };
  const effects = effectsOf(written, table, condition);
  const when = condition.length > 0 ? { condition: textOf(c, condition) } : {};
  const called = { table, name, timing, events, ...updatesOf, ...when };
  return { kind: "create-trigger", ...called, body, effects, ...frame, ...ifNotExists };
}

/** `before` is what it means when nothing is said. */
function timingOf(c: Cursor): ChangeOf<"create-trigger">["timing"] {
  if (take(c, "after")) return "after";
  if (take(c, "instead", "of")) return "instead-of";
  take(c, "before");
  return "before";
}
