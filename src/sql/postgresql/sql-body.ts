// What a function in SQL names: PostgreSQL looks that up when the function is made (chapter "CREATE FUNCTION").
import type { Change } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { CreateFunctionStmt, Node } from "libpg-query";
import { writtenBy } from "./code.ts";
import { needsOf } from "./needed.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { tablesReadBy } from "./queries.ts";

/** A function in SQL with the tables that its body reads, and their columns. */
export function withLookUps(change: Change, node: Node, grammar: Grammar): Change {
  const statement = change.kind === "create-routine" ? nodeOf(node, "CreateFunctionStmt") : undefined;
  const body = statement === undefined ? [] : bodyOf(statement, grammar);
  if (change.kind !== "create-routine" || statement === undefined || body.length === 0) return change;
  const own = nodesOf(statement.parameters, "FunctionParameter").map(({ name }) => name);
  const needs = body.flatMap((tree) => needsOf(tree).needs ?? []).filter(({ column }) => !own.includes(column));
  const reads = [...tablesReadBy(body), ...writtenBy(body)];
  return reads.length === 0 ? change : { ...change, lookedUp: { reads, needs } };
}

/** The statement of a body in SQL whose rows are the result. */
export function lastOfBody(node: Node, grammar: Grammar): Node | undefined {
  const statement = nodeOf(node, "CreateFunctionStmt");
  const last = statement === undefined ? undefined : bodyOf(statement, grammar).at(-1);
  return innermost(last);
}

/** `begin atomic` is a list of lists. */
function innermost(tree: Node | undefined): Node | undefined {
  const items = nodeOf(tree, "List")?.items;
  return items === undefined ? tree : innermost(items.at(-1));
}

/** Nothing of what is in another language. */
function bodyOf({ sql_body: atomic, options }: CreateFunctionStmt, grammar: Grammar): readonly Node[] {
  if (atomic !== undefined) return [atomic];
  const settings = nodesOf(options, "DefElem");
  const language = settings.find(({ defname }) => defname === "language")?.arg;
  if (nodeOf(language, "String")?.sval?.toLowerCase() !== "sql") return [];
  const [text, other] = wordsOf(nodeOf(settings.find(({ defname }) => defname === "as")?.arg, "List")?.items);
  return text === undefined || other !== undefined ? [] : parsed(text, grammar);
}

/** Nothing of what cannot be parsed. */
export function parsed(text: string, grammar: Grammar): readonly Node[] {
  try {
    return grammar.parse(text);
  } catch {
    return [];
  }
}
