// What a function for triggers does: the chapter "Trigger Functions" of PL/pgSQL.
import type { Change } from "../../model/change.ts";
import type { TriggerEffects, TriggerWrite } from "../../model/change/code.ts";
import type { GivenValue } from "../../model/change/given.ts";
import type { Name } from "../../model/definition.ts";
import type { Grammar } from "./grammar.ts";
import type { Step } from "./pl-trigger.ts";
import type { InsertStmt, Node, RangeVar } from "libpg-query";
import { columnsReadBy, namesIn, unknownCallsIn } from "./expressions.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { assignedColumns, expressionsOf, hasText, returnsOther, stepsOf, treeOf, triggerBodyOf } from "./pl-trigger.ts";
import { tablesReadBy } from "./queries.ts";
import { setInEveryRow } from "./set-in-every-row.ts";
import { allOf } from "./walk.ts";
import { valueOf } from "./written-values.ts";

/** A function for triggers with what its body does, where that can be read. */
export function withEffects(change: Change, text: string, grammar: Grammar): Change {
  if (change.kind !== "create-routine" || !change.signature.endsWith(" returns trigger")) return change;
  const effects = hasText(change, text) ? effectsOf(text, grammar) : null;
  return effects === null ? change : { ...change, effects };
}

function effectsOf(text: string, grammar: Grammar): TriggerEffects | null {
  const body = triggerBodyOf(text, grammar);
  if (body === null) return null;
  const steps = stepsOf(body.action);
  const trees = expressionsOf(body.action).map((expression) => treeOf(expression, grammar));
  const read = trees.filter((tree) => tree !== null);
  const reads = tablesReadBy(read);
  const isOpen = read.length < trees.length || steps.some(isDynamic);
  const calls = [...unknownCallsIn(read), ...(isOpen ? ["what it puts together while it runs"] : [])];
  const assigns = assignedColumns(body, steps);
  const { columns } = namesIn(read);
  const writes = writesBy(read);
  const empty = emptyTested(read);
  const sets = setInEveryRow(body, grammar);
  const fills = assigns.filter((column) => !columns.includes(column) || empty.has(column));
  return {
    raises: steps.some(isRaised),
    skips: steps.some(returnsOther),
    assigns,
    ...(fills.length > 0 && { fills }),
    ...(sets.length > 0 && { sets }),
    columns,
    tables: read.flatMap(writtenBy),
    ...(reads.length > 0 && { reads }),
    ...(writes.length > 0 && { writes }),
    ...(calls.length > 0 && { calls }),
  };
}

/** Columns that are asked whether they are null, or stand beside what takes the place of a null. */
function emptyTested(trees: readonly Node[]): ReadonlySet<string> {
  return new Set(namesIn([allOf(trees, "NullTest"), allOf(trees, "CoalesceExpr")]).columns);
}

/** It can end in an error of its own. */
export function isRaised({ kind, level, strict }: Step): boolean {
  return (RAISES.has(kind) && level >= ERROR) || strict;
}

/** What it runs is not in the text. */
export function isDynamic({ kind }: Step): boolean {
  return DYNAMIC.has(kind);
}

function writtenBy(tree: Node): readonly Name[] {
  const write =
    nodeOf(tree, "InsertStmt") ?? nodeOf(tree, "UpdateStmt") ?? nodeOf(tree, "DeleteStmt") ?? nodeOf(tree, "MergeStmt");
  return write === undefined ? [] : [nameOfRelation(write.relation)];
}

/** Those in a `with` as well. */
function writesBy(trees: readonly Node[]): readonly TriggerWrite[] {
  return [
    ...allOf(trees, "InsertStmt").map((inserted) => ({
      ...writeOf(inserted.relation, "insert", inserted.onConflictClause?.targetList),
      ...givenBy(inserted),
    })),
    ...allOf(trees, "UpdateStmt").map(({ relation, targetList }) => writeOf(relation, "update", targetList)),
    ...allOf(trees, "DeleteStmt").map(({ relation }) => writeOf(relation, "delete", [])),
    ...allOf(trees, "MergeStmt").flatMap(({ relation, mergeWhenClauses }) =>
      nodesOf(mergeWhenClauses, "MergeWhenClause").flatMap(({ commandType = "", targetList }) => {
        const event = MERGED[commandType];
        return event === undefined ? [] : [writeOf(relation, event, event === "update" ? targetList : [])];
      }),
    ),
  ];
}

function writeOf(
  relation: RangeVar | undefined,
  event: TriggerWrite["event"],
  targets: readonly Node[] | undefined,
): TriggerWrite {
  const overwrites = nodesOf(targets, "ResTarget").map(({ name }) => name ?? "");
  return { table: nameOfRelation(relation), event, overwrites };
}

/** One row of values, which nothing may be in the way of: `on conflict` sees to that. */
function givenBy({ cols, selectStmt, onConflictClause }: InsertStmt): Pick<TriggerWrite, "gives"> {
  const [row, second] = nodeOf(selectStmt, "SelectStmt")?.valuesLists ?? [];
  if (row === undefined || second !== undefined || onConflictClause !== undefined) return {};
  const columns = nodesOf(cols, "ResTarget").map(({ name }) => name ?? null);
  const values = nodeOf(row, "List")?.items ?? [];
  return { gives: values.map((value, place) => ({ column: columns[place] ?? null, value: valueIn(value) })) };
}

/** Of what is no column, the text is not at hand. */
function valueIn(node: Node): GivenValue["value"] {
  if (nodeOf(node, "SetToDefault") !== undefined) return { from: "default" };
  const [column = ""] = nodeOf(node, "ColumnRef") === undefined ? [] : columnsReadBy(node);
  return valueOf(node, column);
}

const MERGED: Readonly<Record<string, TriggerWrite["event"]>> = {
  CMD_INSERT: "insert",
  CMD_UPDATE: "update",
  CMD_DELETE: "delete",
};

const RAISES: ReadonlySet<string> = new Set(["PLpgSQL_stmt_raise", "PLpgSQL_stmt_assert"]);

const DYNAMIC: ReadonlySet<string> = new Set(["PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors", "PLpgSQL_stmt_call"]);

/** src/include/utils/elog.h */
const ERROR = 21;
