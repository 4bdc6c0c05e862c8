import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { charset, collation } from "./column-types.ts";
import { refuseNext, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { stringValue } from "./literals.ts";
import { isName, identifier } from "./names.ts";

/** `create database d …`, behind `database` or `schema`. */
export function createDatabase(c: Cursor): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const name = identifier(c);
  options(c);
  return [{ kind: "create-schema", name, ifNotExists }];
}

/** `drop database d`, with all that is in it, behind `database` or `schema`. */
export function dropDatabase(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  return [{ kind: "drop-schema", name: identifier(c), ifExists, cascade: true }];
}

/** `alter database d character set …`: what new tables get, behind `database` or `schema`. */
export function alterDatabase(c: Cursor): readonly Change[] {
  const start = c.position;
  if (isName(c)) identifier(c);
  if (!options(c)) refuseNext(c);
  return [{ kind: "maintenance", table: null, text: textFrom(c, start) }];
}

function options(c: Cursor): boolean {
  let any = false;
  while (option(c)) any = true;
  return any;
}

function option(c: Cursor): boolean {
  take(c, "default");
  if (charset(c) !== null || collation(c) !== null) return true;
  if (takeOnly(c, "mysql", "encryption") || takeOnly(c, "mariadb", "comment")) stringValue(c);
  else if (takeOnly(c, "mysql", "read", "only")) {
    take(c, "=");
    if (takeOne(c, "0", "default") === null) refuseNext(c);
  } else return false;
  return true;
}
