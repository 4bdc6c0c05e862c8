import type { ColumnDraft } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import { nullsOf } from "../nulls.ts";
import { charset, charsetName } from "./column-types.ts";
import { checkConstraint, reference } from "./constraints.ts";
import { expect, is, next, peek, take, takeOne, takeOnly } from "./cursor.ts";
import { currentTime, defaultValue } from "./defaults.ts";
import { numberValue, parenthesised, stringLiteral, stringValue } from "./literals.ts";
import { namedSince } from "./named-columns.ts";
import { isName, label } from "./names.ts";
import { refuseChanging } from "./unknown-calls.ts";

/** Reads one attribute of a column into the draft; false where what comes next is none. */
export function columnAttribute(c: Cursor, draft: ColumnDraft): boolean {
  if (c.dialect === "mariadb" && draft.constraints.length > 0) return lastReference(c, draft);
  return (
    value(c, draft) ||
    key(c, draft) ||
    generation(c, draft) ||
    constraint(c, draft) ||
    look(c, draft) ||
    storage(c) ||
    versioning(c)
  );
}

/** MariaDB wants a check behind all else, and a reference behind that. */
function lastReference(c: Cursor, draft: ColumnDraft): boolean {
  const mayFollow = draft.constraints.length === 1 && draft.constraints[0]?.kind === "check";
  return mayFollow && is(c, "references") && constraint(c, draft);
}

function value(c: Cursor, draft: ColumnDraft): boolean {
  if (take(c, "not", "null")) draft.nullable = false;
  else if (take(c, "null")) draft.nullable = true;
  else if (take(c, "serial", "default", "value")) {
    draft.nullable = false;
    draft.autoIncrement = true;
    draft.unique = true;
  } else if (take(c, "default")) draft.default = defaultValue(c);
  else if (take(c, "on", "update")) draft.onUpdate = currentTime(c);
  else if (take(c, "auto_increment")) draft.autoIncrement = true;
  else return false;
  return true;
}

function key(c: Cursor, draft: ColumnDraft): boolean {
  if (take(c, "unique")) {
    take(c, "key");
    draft.unique = true;
  } else if (take(c, "primary", "key") || take(c, "key")) draft.primary = true;
  else return false;
  return true;
}

function generation(c: Cursor, draft: ColumnDraft): boolean {
  if (!take(c, "generated", "always", "as") && !take(c, "as")) return false;
  if (takeOnly(c, "mariadb", "row", "start") || takeOnly(c, "mariadb", "row", "end")) {
    draft.generated = { kind: "stored", text: "row start or end" };
    return true;
  }
  const [start, before, calls] = [c.position, c.seen.columns.length, c.seen.calls.length];
  const text = parenthesised(c);
  const nulls = nullsOf(c.tokens.slice(start, c.position));
  const names = namedSince(c, before);
  const stored = takeOne(c, "stored", "persistent", "virtual");
  const kind = stored === null || stored === "virtual" ? "virtual" : "stored";
  if (kind === "stored" || c.dialect === "mysql") refuseChanging(c, calls);
  draft.generated = { kind, text, names, nulls };
  return true;
}

function constraint(c: Cursor, draft: ColumnDraft): boolean {
  if (is(c, "constraint") || is(c, "check")) {
    const name = takeOnly(c, "mysql", "constraint") && isName(c) ? label(c) : null;
    // MariaDB keeps it on the column, and calls it like the column.
    draft.constraints.push(checkConstraint(c, c.dialect === "mariadb" ? draft.name : name));
    return true;
  }
  if (!is(c, "references")) return false;
  draft.constraints.push(reference(c, { name: null, columns: [draft.name] }));
  return true;
}

function look(c: Cursor, draft: ColumnDraft): boolean {
  if (take(c, "comment")) draft.comment = stringLiteral(c);
  else if (take(c, "visible")) draft.invisible = false;
  else if (take(c, "invisible")) draft.invisible = true;
  else if (take(c, "collate")) draft.type = { ...draft.type, collation: charsetName(c) };
  else {
    const set = charset(c);
    if (set === null) return false;
    draft.type = { ...draft.type, charset: set };
  }
  return true;
}

/** How a column is stored, which changes nothing for a client. */
function storage(c: Cursor): boolean {
  if (takeOnly(c, "mysql", "column_format") || takeOnly(c, "mysql", "storage")) {
    if (takeOne(c, "fixed", "dynamic", "default", "disk", "memory") === null) expect(c, "default");
    return true;
  }
  if (take(c, "engine_attribute") || take(c, "secondary_engine_attribute")) stringValue(c);
  else if (takeOnly(c, "mysql", "srid") || takeOnly(c, "mariadb", "ref_system_id")) numberValue(c);
  else return c.dialect === "mariadb" && compressed(c);
  return true;
}

function compressed(c: Cursor): boolean {
  if (!take(c, "compressed")) return false;
  if (take(c, "=") && peek(c).kind === "word") next(c);
  return true;
}

function versioning(c: Cursor): boolean {
  return (
    takeOnly(c, "mariadb", "with", "system", "versioning") || takeOnly(c, "mariadb", "without", "system", "versioning")
  );
}
