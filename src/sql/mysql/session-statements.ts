import type { Change, ChangeOf } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { expect, is, isDone, listOf, next, refuse, refuseNext, take, takeFrom, takeOne, textFrom } from "./cursor.ts";
import { stringValue } from "./literals.ts";
import { identifier, isName, objectName } from "./names.ts";
import { expression, query } from "./recursion.ts";

/** A query of its own; what it calls must be the server's own, and nothing that writes, waits or locks. */
export function read(c: Cursor): readonly Change[] {
  query(c);
  return [{ kind: "read" }];
}

/** `do expression, …`, behind `do`. */
export function doNothing(c: Cursor): readonly Change[] {
  listOf(c, expression);
  return [{ kind: "read" }];
}

/** Goes over `show …`, `describe t` and `help`, of which nothing stays. */
export function look(c: Cursor): readonly Change[] {
  if (isDone(c)) refuseNext(c);
  while (!isDone(c)) next(c);
  return [{ kind: "read" }];
}

/** `explain …`; with `analyze` the statement runs. */
export function explain(c: Cursor): readonly Change[] {
  if (is(c, "analyze")) refuse(c, "`explain analyze`, which runs its statement");
  return look(c);
}

/** `use d`, behind `use`: names without a database are other tables from here on. */
export function use(c: Cursor): readonly Change[] {
  return [{ kind: "session-setting", setting: "database", value: identifier(c) }];
}

/** `start transaction`, `begin`, `commit`, `rollback`, `savepoint s`, `release savepoint s`. */
export function transaction(verb: ChangeOf<"transaction">["verb"]): (c: Cursor) => readonly Change[] {
  return (c) => {
    if (is(c, "not", "atomic")) refuse(c, "a block of statements, which is not looked into");
    if (verb === "savepoint") identifier(c);
    else ending(c);
    return [{ kind: "transaction", verb }];
  };
}

export function start(c: Cursor): readonly Change[] {
  expect(c, "transaction");
  if (!isDone(c))
    listOf(c, (one) => {
      if (!take(one, "with", "consistent", "snapshot") && !take(one, "read", "only")) expect(one, "read", "write");
    });
  return [{ kind: "transaction", verb: "begin" }];
}

export function release(c: Cursor): readonly Change[] {
  expect(c, "savepoint");
  identifier(c);
  return [{ kind: "transaction", verb: "savepoint" }];
}

/** `lock tables t write, …`, behind `lock`. */
export function lockTables(c: Cursor): readonly Change[] {
  if (takeOne(c, "tables", "table") === null) refuseNext(c);
  return listOf(c, (one) => {
    const table = objectName(one);
    if (take(one, "as") || isName(one)) identifier(one);
    const start = one.position;
    if (take(one, "read")) take(one, "local");
    else {
      takeOne(one, "low_priority");
      expect(one, "write");
    }
    return { kind: "lock-table", table, mode: textFrom(one, start) };
  });
}

export function unlockTables(c: Cursor): readonly Change[] {
  if (takeOne(c, "tables", "table") === null) refuseNext(c);
  return [{ kind: "maintenance", table: null, text: textFrom(c, 0) }];
}

/** `analyze table t`, `check table t`, `repair table t`, behind the first word. */
export function maintain(c: Cursor): readonly Change[] {
  const tables = maintained(c);
  return tables.map((table) => ({ kind: "maintenance", table, text: textFrom(c, 0) }));
}

/** `optimize table t`: InnoDB builds the table anew. */
export function optimize(c: Cursor): readonly Change[] {
  return maintained(c).map((table) => ({ kind: "rebuild-table", table, text: textFrom(c, 0) }));
}

/** `flush privileges` and the like, but for the ones that lock. */
export function flush(c: Cursor): readonly Change[] {
  takeOne(c, "local", "no_write_to_binlog");
  if (isDone(c)) refuseNext(c);
  while (!isDone(c)) {
    if (is(c, "lock") || is(c, "export")) refuse(c, "`flush … with read lock`, which keeps every writer out");
    else next(c);
  }
  return [{ kind: "maintenance", table: null, text: textFrom(c, 0) }];
}

/** `signal sqlstate '45000' …`: an error, but for the states of warnings. */
export function signal(c: Cursor): readonly Change[] {
  expect(c, "sqlstate");
  take(c, "value");
  const isWarning = stringValue(c).startsWith("01");
  while (!isDone(c)) next(c);
  return [{ kind: "opaque", because: "it always fails", ...(!isWarning && { stops: true }) }];
}

function maintained(c: Cursor): ReturnType<typeof tables> {
  takeOne(c, "local", "no_write_to_binlog");
  if (takeOne(c, "table", "tables") === null) refuseNext(c);
  const found = tables(c);
  while (takeFrom(c, MAINTENANCE_WORDS) !== null);
  return found;
}

function tables(c: Cursor): readonly ReturnType<typeof objectName>[] {
  return listOf(c, objectName);
}

function ending(c: Cursor): void {
  take(c, "work");
  if (take(c, "to")) {
    take(c, "savepoint");
    identifier(c);
  }
  if (take(c, "and")) {
    take(c, "no");
    expect(c, "chain");
  }
  if (take(c, "no")) expect(c, "release");
  else take(c, "release");
}

const MAINTENANCE_WORDS: ReadonlySet<string> = new Set(
  "for upgrade quick fast medium extended changed use_frm persistent".split(" "),
);
