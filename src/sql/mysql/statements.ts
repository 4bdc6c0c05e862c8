import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { commonTables } from "./common-tables.ts";
import { expect, is, listOf, next, peek, refuse, refuseNext, takeOnly } from "./cursor.ts";
import { insert, load, replace } from "./insert-statements.ts";
import { alterRole, grant, revoke } from "./privileges.ts";
import { remove, update } from "./row-statements.ts";
import { alter, create, drop } from "./schema-statements.ts";
import * as session from "./session-statements.ts";
import { set, setting } from "./settings.ts";
import { renameTables, truncateTable } from "./table-statements.ts";
import { refuseUnknownCalls } from "./unknown-calls.ts";

/** Reads one statement by its first words. */
export function statement(c: Cursor): readonly Change[] {
  const { word } = peek(c);
  const hidden = HIDDEN.get(word);
  const read = STATEMENTS.get(word);
  if (hidden !== undefined) refuse(c, `\`${word}\`: ${hidden}`);
  else if (read === undefined) refuseNext(c);
  if (read === undefined) return [];
  if (!QUERIES.has(word)) next(c);
  const changes = read(c);
  if (CALLS_AT_ONCE.has(word)) refuseUnknownCalls(c, 0);
  return changes;
}

type Read = (c: Cursor) => readonly Change[];

/** `with a as (…)` before a query, an update or a deletion. */
function withCommonTables(c: Cursor): readonly Change[] {
  const start = c.position;
  commonTables(c);
  if (takeOnly(c, "mysql", "update")) return update(c);
  if (takeOnly(c, "mysql", "delete")) return remove(c);
  if (is(c, "insert") || is(c, "replace")) refuseNext(c);
  if (c.refusal === null) c.position = start;
  return session.read(c);
}

function rename(c: Cursor): readonly Change[] {
  return is(c, "user") ? alterRole(c) : renameTables(c);
}

/** MariaDB's `set statement lock_wait_timeout = 5 for …`: what is set holds for that one. */
function setFor(c: Cursor): readonly Change[] {
  if (!takeOnly(c, "mariadb", "statement")) return set(c);
  const decides = listOf(c, setting).find((one) => DECIDING.has(one.setting));
  if (decides !== undefined) refuse(c, `\`${decides.setting}\` for one statement`);
  expect(c, "for");
  return statement(c);
}

/** Settings by which the same statement does something else. */
const DECIDING: ReadonlySet<string> = new Set(["sql_mode", "foreign_key_checks", "system_versioning_alter_history"]);

const STATEMENTS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["create", create],
  ["alter", alter],
  ["drop", drop],
  ["rename", rename],
  ["truncate", truncateTable],
  ["insert", insert],
  ["replace", replace],
  ["load", load],
  ["update", update],
  ["delete", remove],
  ["select", session.read],
  ["(", session.read],
  ["table", session.read],
  ["values", session.read],
  ["with", withCommonTables],
  ["do", session.doNothing],
  ["grant", grant],
  ["revoke", revoke],
  ["set", setFor],
  ["use", session.use],
  ["show", session.look],
  ["desc", session.look],
  ["describe", session.explain],
  ["explain", session.explain],
  ["help", session.look],
  ["start", session.start],
  ["begin", session.transaction("begin")],
  ["commit", session.transaction("commit")],
  ["rollback", session.transaction("rollback")],
  ["savepoint", session.transaction("savepoint")],
  ["release", session.release],
  ["lock", session.lockTables],
  ["unlock", session.unlockTables],
  ["analyze", session.maintain],
  ["check", session.maintain],
  ["repair", session.maintain],
  ["optimize", session.optimize],
  ["flush", session.flush],
  ["signal", session.signal],
]);

const QUERIES: ReadonlySet<string> = new Set(["select", "(", "table", "values", "with"]);

/** Statements that run what they call, unlike definitions. */
const CALLS_AT_ONCE: ReadonlySet<string> = new Set(
  "select ( table values with do insert replace update delete set".split(" "),
);

/** What does its work out of sight. */
const HIDDEN: ReadonlyMap<string, string> = new Map([
  ["call", "what a procedure does is not in the text"],
  ["prepare", "a statement that is made up while it runs"],
  ["execute", "a statement that is made up while it runs"],
  ["deallocate", "a statement that is made up while it runs"],
  ["source", "a command of the mysql client, whose file is not in the text"],
  ["handler", "it reads a table by hand"],
  ["xa", "a transaction over several servers"],
  ["kill", "it ends somebody's connection"],
]);
