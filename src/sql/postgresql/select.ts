import type { Change, ChangeOf } from "../../model/change.ts";
import type { Source } from "./source.ts";
import type { FuncCall, Node, SelectStmt } from "libpg-query";
import { writesWithin } from "./data.ts";
import { nameInText } from "./name-in-text.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";
import { callsAsChanges } from "./queries.ts";
import { sequenceNameOf } from "./sequence-name.ts";
import { settingChange } from "./session.ts";
import { tableFromQuery } from "./table-as.ts";
import { allOf } from "./walk.ts";

/** A query only reads, unless it writes in its `with`, makes a table (`into`), or calls what may do anything. */
export function select(statement: SelectStmt, source: Source): readonly Change[] {
  const node: Node = { SelectStmt: statement };
  const into = intoOf(statement);
  const writes = writesWithin(statement, source);
  if (into !== undefined) {
    return [...writes, ...tableFromQuery(node, { into, text: source.text, ifNotExists: false })];
  }
  const effects = effectsOfCalls(statement, source);
  const changes = [...writes, ...(effects ?? callsAsChanges(statement))];
  return changes.length === 0 ? [{ kind: "read" }] : changes;
}

/** It stands in the first of several united queries. */
export function intoOf({ intoClause, larg }: SelectStmt): SelectStmt["intoClause"] {
  return intoClause ?? (larg === undefined ? undefined : intoOf(larg));
}

/** `select setval(…)` and `select set_config(…)`; null where anything else that is not harmless is called. */
function effectsOfCalls(statement: SelectStmt, source: Source): readonly Change[] | null {
  const { targetList, ...rest } = statement;
  if (callsAsChanges(rest).length > 0) return null;
  const changes: Change[] = [];
  for (const { val } of nodesOf(targetList, "ResTarget")) {
    const known = callOf(val, source);
    if (known === null && callsAsChanges(val).length > 0) return null;
    if (known !== null) changes.push(known);
  }
  return changes;
}

function callOf(value: Node | undefined, source: Source): Change | null {
  const call = nodeOf(value, "FuncCall");
  const name = wordsOf(call?.funcname).at(-1);
  if (call === undefined || callsAsChanges(call.args).length > 0) return null;
  if (name === "setval") return setval(call, source);
  return name === "set_config" ? setConfig(call) : null;
}

function setConfig({ args = [] }: FuncCall): Change | null {
  const [setting, value] = args.map(stringOf);
  if (typeof setting !== "string" || typeof value !== "string") return null;
  return settingChange(setting.toLowerCase(), value);
}

/** The next number is one more, unless the third argument says that the number was not used yet. */
function setval({ args = [] }: FuncCall, source: Source): Change | null {
  const [target, value, isCalled] = args;
  const found = sequenceOf(target);
  if (found === null) return null;
  const last = numberOf(value);
  const isUsed = isCalled === undefined || isTrue(isCalled);
  const next = last === null ? null : last + (isUsed ? 1 : 0);
  const highest = isBehindHighest(value, isCalled) && { behindHighest: true as const };
  return {
    kind: "alter-sequence",
    ...found,
    restart: true,
    value: next,
    ...highest,
    ...belowOne(value),
    text: source.text,
  };
}

/** `setval(s, 0)`, and `setval(s, coalesce(max(id), 0))`, there or in a query within. */
function belowOne(value: Node | undefined): Pick<ChangeOf<"alter-sequence">, "belowOne"> {
  if (isBelowOne(value)) return { belowOne: "always" };
  const query = nodeOf(nodeOf(value, "SubLink")?.subselect, "SelectStmt");
  const [asked] = nodesOf(query?.targetList, "ResTarget");
  const otherwise = nodeOf(asked?.val ?? value, "CoalesceExpr")?.args?.at(-1);
  return isBelowOne(otherwise) ? { belowOne: "if-nothing-found" } : {};
}

function isBelowOne(value: Node | undefined): boolean {
  return (numberOf(value) ?? 1) < 1;
}

/** `setval(s, max(id))`, and `setval(s, max(id) + 1, false)`: with `false`, the number itself comes next. */
function isBehindHighest(value: Node | undefined, isCalled: Node | undefined): boolean {
  const isHighest = allOf(value, "FuncCall").some(({ funcname }) => wordsOf(funcname).at(-1) === "max");
  const isNextItself = nodeOf(isCalled, "A_Const")?.boolval !== undefined && !isTrue(isCalled);
  return isHighest && (!isNextItself || allOf(value, "A_Expr").some(({ name }) => wordsOf(name).at(-1) === "+"));
}

function isTrue(node: Node | undefined): boolean {
  return nodeOf(node, "A_Const")?.boolval?.boolval === true;
}

/** Written out, or asked for as the one that a column owns. */
function sequenceOf(target: Node | undefined): Asked | null {
  const written = stringOf(nodeOf(target, "TypeCast")?.arg ?? target);
  return written === null ? ownedSequence(nodeOf(target, "FuncCall")) : { sequence: nameInText(written) };
}

type Asked = Pick<ChangeOf<"alter-sequence">, "sequence" | "of">;

function ownedSequence(call: FuncCall | undefined): Asked | null {
  if (wordsOf(call?.funcname).at(-1) !== "pg_get_serial_sequence") return null;
  const [table, column] = (call?.args ?? []).map(stringOf);
  if (typeof table !== "string" || typeof column !== "string") return null;
  const of = { table: nameInText(table), column };
  return { sequence: sequenceNameOf(of.table, column), of };
}

/** The printer leaves out what is empty. */
function stringOf(node: Node | undefined): string | null {
  const string = nodeOf(node, "A_Const")?.sval;
  return string === undefined ? null : (string.sval ?? "");
}
