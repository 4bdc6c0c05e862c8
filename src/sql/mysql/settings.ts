import type { Change, ChangeOf } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { charsetName } from "./column-types.ts";
import { is, listOf, next, peek, refuse, refuseNext, take, takeOne, textFrom } from "./cursor.ts";
import { anyWord, identifier } from "./names.ts";
import { alterRole } from "./privileges.ts";
import { expression } from "./recursion.ts";

/** `set a = 1, @b = 2`, `set names …` and what else begins with `set`, behind it. */
export function set(c: Cursor): readonly Change[] {
  if (CLIENT_CHARSET.some((words) => take(c, ...words))) return clientCharset(c);
  if (ACCOUNTS.some((words) => is(c, ...words))) return alterRole(c);
  if (is(c, "transaction") || is(c, "session", "transaction")) return isolation(c);
  return listOf(c, setting);
}

function clientCharset(c: Cursor): readonly Change[] {
  const value = charsetName(c);
  if (take(c, "collate")) charsetName(c);
  return [{ kind: "session-setting", setting: "names", value }];
}

function isolation(c: Cursor): readonly Change[] {
  take(c, "session");
  const start = c.position;
  take(c, "transaction");
  listOf(c, (one) => {
    if (!TRANSACTIONS.some((words) => take(one, ...words))) refuseNext(one);
  });
  return [{ kind: "session-setting", setting: "transaction", value: textFrom(c, start) }];
}

/** What holds for the whole server holds for other clients too, and is refused. */
export function setting(c: Cursor): ChangeOf<"session-setting"> {
  refuseGlobal(c);
  takeOne(c, "session", "local");
  const name = variableName(c);
  if (FOREIGN_SETTINGS.has(name)) refuse(c, `\`${name}\`, a setting of PostgreSQL's`);
  if (takeOne(c, "=", ":=") === null) refuseNext(c);
  const start = c.position;
  if (BARE_VALUES.has(peek(c).word)) next(c);
  else expression(c);
  return { kind: "session-setting", setting: name, value: textFrom(c, start) };
}

function refuseGlobal(c: Cursor): void {
  const { word, value, line } = peek(c);
  const lower = value.toLowerCase();
  if (GLOBAL.has(word) || [...GLOBAL].some((scope) => lower.startsWith(`@@${scope}.`)))
    refuse(c, `\`${value}\` on line ${line}, a setting for the whole server`);
}

/** In lower case, without `@@` and `session.`; variables of the user's own keep their `@`. */
function variableName(c: Cursor): string {
  const token = peek(c);
  if (token.kind === "variable")
    return next(c)
      .value.toLowerCase()
      .replace(/^@@(?:(?:session|local)\.)?/, "");
  let name = identifier(c).toLowerCase();
  while (take(c, ".")) name += `.${anyWord(c).toLowerCase()}`;
  return name;
}

const CLIENT_CHARSET: readonly (readonly string[])[] = [["names"], ["character", "set"], ["charset"]];

const TRANSACTIONS: readonly (readonly string[])[] = [
  ["isolation", "level", "read", "uncommitted"],
  ["isolation", "level", "read", "committed"],
  ["isolation", "level", "repeatable", "read"],
  ["isolation", "level", "serializable"],
  ["read", "only"],
  ["read", "write"],
];

const ACCOUNTS: readonly (readonly string[])[] = [["password"], ["role"], ["default", "role"]];

const GLOBAL: ReadonlySet<string> = new Set(["global", "persist", "persist_only"]);

/** Words that are values without quotes, though reserved. */
const BARE_VALUES: ReadonlySet<string> = new Set(["on", "all", "binary", "default", "row", "system"]);

const FOREIGN_SETTINGS: ReadonlySet<string> = new Set(
  `search_path client_encoding standard_conforming_strings statement_timeout lock_timeout transaction_timeout
  check_function_bodies row_security xmloption default_tablespace default_table_access_method bytea_output timezone
  idle_in_transaction_session_timeout client_min_messages`.split(/\s+/),
);
