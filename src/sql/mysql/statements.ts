import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { alterTable } from "./alter-table.ts";
import { createTable } from "./create-table.ts";
import { is, next, peek, refuseNext, take, takeOne, takeOnly } from "./cursor.ts";
import { createIndex, dropIndex, dropTables, renameTables, truncateTable } from "./table-statements.ts";

/** Reads one statement by its first words. */
export function statement(c: Cursor): readonly Change[] {
  const read = STATEMENTS.get(peek(c).word);
  if (read === undefined) {
    refuseNext(c);
    return [];
  }
  next(c);
  return read(c);
}

type Read = (c: Cursor) => readonly Change[];

function create(c: Cursor): readonly Change[] {
  const orReplace = take(c, "or", "replace");
  const temporary = take(c, "temporary");
  if (take(c, "table")) return createTable(c, { temporary, orReplace });
  if (!temporary && startsIndex(c)) return createIndex(c, orReplace);
  refuseNext(c);
  return [];
}

function startsIndex(c: Cursor): boolean {
  return is(c, "index") || is(c, "unique", "index") || is(c, "fulltext", "index") || is(c, "spatial", "index");
}

function alter(c: Cursor): readonly Change[] {
  takeOnly(c, "mariadb", "online");
  takeOnly(c, "mariadb", "ignore");
  if (take(c, "table")) return alterTable(c);
  refuseNext(c);
  return [];
}

function drop(c: Cursor): readonly Change[] {
  const temporary = take(c, "temporary");
  if (takeOne(c, "table", "tables") !== null) return dropTables(c, temporary);
  if (!temporary && take(c, "index")) return dropIndex(c);
  refuseNext(c);
  return [];
}

const STATEMENTS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["create", create],
  ["alter", alter],
  ["drop", drop],
  ["rename", renameTables],
  ["truncate", truncateTable],
]);
