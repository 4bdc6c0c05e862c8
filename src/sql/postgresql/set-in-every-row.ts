// What a function for triggers gives to every new row that did not bring it, whichever way it takes.
import type { GivenValue } from "../../model/change/given.ts";
import type { Grammar } from "./grammar.ts";
import type { PlStatement } from "./pl-nodes.ts";
import type { TriggerBody } from "./pl-trigger.ts";
import type { Node } from "libpg-query";
import { columnsReadBy } from "./expressions.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { assignedColumns, expressionsOf, stepsOf, treeOf } from "./pl-trigger.ts";
import { valueOf } from "./written-values.ts";

/** Only of columns that are set in one place, which nothing jumps over. */
export function setInEveryRow(body: TriggerBody, grammar: Grammar): readonly GivenValue[] {
  const { body: statements = [], exceptions } = (body.action as PlStatement)["PLpgSQL_stmt_block"] ?? {};
  const all = stepsOf(body.action);
  const returns = all.filter(({ kind }) => kind === RETURN).length;
  const isLeftEarly = returns > statements.filter((statement) => RETURN in statement).length;
  if (exceptions !== undefined || isLeftEarly) return [];
  return statements.flatMap((statement) => {
    const set = withoutNullTest(statement, body, grammar);
    const [column = "*"] = assignedColumns(body, stepsOf(set));
    const value = ASSIGNMENT in set ? selectedIn(set, grammar) : undefined;
    if (column === "*" || value === undefined) return [];
    const places = all.filter((step) => assignedColumns(body, [step]).some((each) => each === column || each === "*"));
    return places.length === 1 ? [{ column, value: valueOf(value, queryIn(set).slice(SELECT.length).trim()) }] : [];
  });
}

/** `if new.c is null then new.c := …; end if` gives a row without a value the same as its inner statement does alone. */
function withoutNullTest(statement: PlStatement, body: TriggerBody, grammar: Grammar): PlStatement {
  const { cond, then_body: [then, second] = [], ...others } = statement[CHOICE] ?? {};
  if (then === undefined || second !== undefined || "elsif_list" in others || "else_body" in others) return statement;
  const [column = ""] = assignedColumns(body, stepsOf(then));
  return isNullTest(selectedIn(cond, grammar), `new.${column}`) ? then : statement;
}

function isNullTest(condition: Node | undefined, column: string): boolean {
  const { nulltesttype, arg } = nodeOf(condition, "NullTest") ?? {};
  const [asked = "", other] = arg === undefined ? [] : columnsReadBy(arg);
  return nulltesttype === "IS_NULL" && other === undefined && asked === column;
}

/** The one expression in it, which is kept as a query. */
function selectedIn(tree: unknown, grammar: Grammar): Node | undefined {
  const query = nodeOf(treeOf(queryIn(tree), grammar) ?? undefined, "SelectStmt");
  return nodesOf(query?.targetList, "ResTarget")[0]?.val;
}

function queryIn(tree: unknown): string {
  return expressionsOf(tree)[0] ?? "";
}

const SELECT = "select ";
const ASSIGNMENT = "PLpgSQL_stmt_assign";
const CHOICE = "PLpgSQL_stmt_if";
const RETURN = "PLpgSQL_stmt_return";
