import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import type { Prefix } from "./definitions.ts";
import { alterTable } from "./alter-table.ts";
import { createTable } from "./create-table.ts";
import { next, peek, refuse, refuseNext, take, takeOnly } from "./cursor.ts";
import { alterDatabase, createDatabase, dropDatabase } from "./databases.ts";
import { prefix } from "./definitions.ts";
import { alterEvent, createEvent, dropEvent } from "./events.ts";
import { alterRole, createRoles, dropRoles } from "./privileges.ts";
import { alterRoutine, createRoutine, dropRoutine } from "./routines.ts";
import { alterSequence, createSequence, dropSequences } from "./sequences.ts";
import { createIndex, dropIndex, dropTables } from "./table-statements.ts";
import { createTrigger, dropTrigger } from "./triggers.ts";
import { createView, dropViews } from "./views.ts";

export function create(c: Cursor): readonly Change[] {
  const before = prefix(c);
  return byKind(c, CREATED, before);
}

export function alter(c: Cursor): readonly Change[] {
  takeOnly(c, "mariadb", "online");
  if (takeOnly(c, "mariadb", "ignore")) refuse(c, "`alter ignore`, which takes away rows that do not fit");
  const before = prefix(c);
  if (before.temporary || before.orReplace) refuse(c, "`alter` with words that only `create` may have");
  return byKind(c, ALTERED, before);
}

export function drop(c: Cursor): readonly Change[] {
  const temporary = take(c, "temporary");
  return byKind(c, DROPPED, { orReplace: false, temporary, aggregate: false, copies: false, runs: "" });
}

type Read = (c: Cursor, before: Prefix) => readonly Change[];

/** Reads by the word that says what kind of thing it is. */
function byKind(c: Cursor, known: ReadonlyMap<string, Read>, before: Prefix): readonly Change[] {
  const { word } = peek(c);
  const read = known.get(word);
  if (read === undefined) {
    refuseNext(c);
    return [];
  }
  if (before.temporary && word !== "table" && word !== "sequence") refuseNext(c);
  if (before.orReplace && c.dialect === "mysql" && word !== "view")
    refuse(c, `\`or replace\` of a ${word}, which MySQL lacks`);
  next(c);
  return read(c, before);
}

function sequence(read: Read): Read {
  return (c, before) => {
    if (c.dialect === "mysql") refuse(c, "a sequence, which only MariaDB has");
    return read(c, before);
  };
}

/** `function` or `procedure`, of which only the former can be an aggregate. */
function routine(of: "function" | "procedure"): Read {
  return (c, { orReplace, aggregate }) => createRoutine(c, { of: aggregate ? "aggregate" : of, orReplace });
}

/** The word that says which kind of index it is has been gone over, and is read again. */
function index(c: Cursor, { orReplace }: Prefix): readonly Change[] {
  c.position -= 1;
  return createIndex(c, orReplace);
}

const CREATED: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["table", createTable],
  ["index", index],
  ["unique", index],
  ["fulltext", index],
  ["spatial", index],
  ["vector", index],
  ["view", createView],
  ["trigger", (c, { orReplace }) => createTrigger(c, orReplace)],
  ["function", routine("function")],
  ["procedure", routine("procedure")],
  ["event", createEvent],
  ["sequence", sequence((c, { orReplace }) => createSequence(c, orReplace))],
  ["database", createDatabase],
  ["schema", createDatabase],
  ["user", createRoles],
  ["role", createRoles],
]);

const ALTERED: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["table", alterTable],
  ["view", (c, before) => createView(c, { ...before, orReplace: true }).map((view) => ({ ...view, alters: true }))],
  ["function", alterRoutine],
  ["procedure", alterRoutine],
  ["event", alterEvent],
  ["sequence", sequence(alterSequence)],
  ["database", alterDatabase],
  ["schema", alterDatabase],
  ["user", alterRole],
]);

const DROPPED: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["table", (c, { temporary }) => dropTables(c, temporary)],
  ["tables", (c, { temporary }) => dropTables(c, temporary)],
  ["index", dropIndex],
  ["view", dropViews],
  ["trigger", dropTrigger],
  ["function", (c) => dropRoutine(c, "function")],
  ["procedure", (c) => dropRoutine(c, "procedure")],
  ["event", dropEvent],
  ["sequence", sequence(dropSequences)],
  ["database", dropDatabase],
  ["schema", dropDatabase],
  ["user", dropRoles],
  ["role", dropRoles],
]);
