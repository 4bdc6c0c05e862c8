import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, is, isDone, listOf, next, peek, refuse, refuseNext, take, takeOne, textFrom } from "./cursor.ts";
import { account } from "./definitions.ts";
import { anyWord } from "./names.ts";
import { isReserved } from "./reserved-words.ts";

/** `grant select (c), update on t to u …`, or roles to accounts, behind `grant`. */
export function grant(c: Cursor): readonly Change[] {
  const given = privileges(c);
  const on = take(c, "on") ? [target(c)] : roles(c, given);
  expect(c, "to");
  const to = listOf(c, grantee);
  const text = rest(c, GRANT_ENDS);
  return [{ kind: "grant", privileges: given, on: on.flat(), to, text }];
}

/** `revoke … on t from u`, behind `revoke`. */
export function revoke(c: Cursor): readonly Change[] {
  take(c, "if", "exists");
  const taken = privileges(c);
  const on = take(c, "on") ? [target(c)] : [];
  expect(c, "from");
  const to = listOf(c, account);
  take(c, "ignore", "unknown", "user");
  return [{ kind: "revoke", privileges: taken, on: on.flat(), to, text: textFrom(c, 0) }];
}

/** `alter user`, `set password` and the like: who may log in, and not what a schema is. */
export function alterRole(c: Cursor): readonly Change[] {
  if (isDone(c)) refuseNext(c);
  while (!isDone(c)) next(c);
  return [{ kind: "alter-role", text: textFrom(c, 0) }];
}

/** `create user a identified by 'x', b …`, behind `user`; what they may be is gone over. */
export function createRoles(c: Cursor): readonly Change[] {
  take(c, "if", "not", "exists");
  const roles = [account(c)];
  while (!isDone(c))
    if (take(c, ",") && !isDone(c)) roles.push(account(c));
    else if (!isDone(c)) next(c);
  return [{ kind: "create-role", roles, text: textFrom(c, 0) }];
}

/** `drop user a, b`, behind `user`. */
export function dropRoles(c: Cursor): readonly Change[] {
  take(c, "if", "exists");
  return [{ kind: "drop-role", roles: listOf(c, account), text: textFrom(c, 0) }];
}

function privileges(c: Cursor): readonly string[] {
  return listOf(c, (one) => {
    const words: string[] = [];
    while (!is(one, "on") && !is(one, "to") && !is(one, "from") && !is(one, ",") && !is(one, "(") && !isDone(one))
      words.push(next(one).value);
    if (words.length === 0) refuseNext(one);
    if (take(one, "(")) {
      listOf(one, anyWord);
      expect(one, ")");
    }
    return words.join(" ").toLowerCase();
  });
}

/** Without `on`, roles are given, which are names. */
function roles(c: Cursor, given: readonly string[]): readonly (readonly Name[])[] {
  const word = given.find((one) => isReserved(one, c.dialect));
  if (word !== undefined) refuse(c, `\`${word}\` that is granted on nothing`);
  return [];
}

/** Nothing where it is not one table: `*.*`, or a routine. */
function target(c: Cursor): readonly Name[] {
  const isTable = takeOne(c, "function", "procedure") === null;
  take(c, "table");
  if (take(c, "*")) {
    if (take(c, ".")) expect(c, "*");
    return [];
  }
  const first = anyWord(c);
  if (!take(c, ".")) return isTable ? [{ schema: null, name: first }] : [];
  if (take(c, "*")) return [];
  const name = anyWord(c);
  return isTable ? [{ schema: first, name }] : [];
}

function grantee(c: Cursor): string {
  const who = account(c);
  if (!take(c, "identified")) return who;
  if (take(c, "with")) anyWord(c);
  if (takeOne(c, "by", "as", "using") !== null) {
    take(c, "password");
    if (peek(c).kind === "string") next(c);
    else refuseNext(c);
  }
  return who;
}

/** Goes over what is left if it begins with one of these words. */
function rest(c: Cursor, words: readonly string[]): string {
  if (!isDone(c) && words.includes(peek(c).word)) while (!isDone(c)) next(c);
  return textFrom(c, 0);
}

const GRANT_ENDS: readonly string[] = ["with", "require", "as"];
