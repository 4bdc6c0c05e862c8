import type { Change, ChangeOf } from "../../model/change.ts";
import type { Assignment } from "../../model/value.ts";
import type { Derived } from "./derived.ts";
import type { Range, Source } from "./source.ts";
import type { CopyStmt, DeleteStmt, MergeStmt, Node, RangeVar, ResTarget, UpdateStmt } from "libpg-query";
import { derivedIn, derivedValue, joinsOuter } from "./derived.ts";
import { isConstant, namesOfRow, nullTestOf } from "./expressions.ts";
import { insert } from "./insert.ts";
import { lookUpsIn } from "./look-ups.ts";
import { nameOfRelation } from "./names.ts";
import { needsOf } from "./needed.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { callsAsChanges, tablesReadBy } from "./queries.ts";
import { asksOpenly } from "./raising.ts";
import { insideBrackets, rangeFrom, textBetween, textOf, wholeOf } from "./source.ts";
import { allOf } from "./walk.ts";
import { valueOf } from "./written-values.ts";

export function copy(statement: CopyStmt, source: Source): readonly Change[] {
  if (statement.is_program === true) return [{ kind: "opaque", because: "copy runs a program on the server" }];
  if (statement.is_from === true) return [{ kind: "load", table: nameOfRelation(statement.relation) }];
  const changes = statement.query === undefined ? [] : dataChanges(statement.query, source);
  return changes.length === 0 ? [{ kind: "read" }] : changes;
}

/** The writes inside the `with` clauses of a statement, which happen whatever the statement around them reads. */
export function writesWithin(tree: unknown, source: Source): readonly Change[] {
  return allOf(tree, "CommonTableExpr").flatMap(({ ctequery, location }) => {
    const range = insideBrackets(source, afterName(source, location));
    return ctequery === undefined ? [] : writeOf(ctequery, source, range);
  });
}

/** All changes of a statement on rows, or of a query: those in its `with`, its own, and what it calls. */
export function dataChanges(node: Node, source: Source): readonly Change[] {
  return [...writesWithin(node, source), ...writeOf(node, source, wholeOf(source)), ...callsAsChanges(node)];
}

/** The change that one statement on rows makes by itself; none for what is no such statement. */
function writeOf(node: Node, source: Source, range: Range): readonly Change[] {
  const inserted = nodeOf(node, "InsertStmt");
  if (inserted !== undefined) return [insert(inserted, source)];
  const updated = nodeOf(node, "UpdateStmt");
  if (updated !== undefined) return [update(updated, source, range)];
  const deleted = nodeOf(node, "DeleteStmt");
  if (deleted !== undefined) return [deletion(deleted, source, range)];
  const merged = nodeOf(node, "MergeStmt");
  return merged === undefined ? [] : merge(merged, source);
}

function update(statement: UpdateStmt, source: Source, range: Range): Change {
  const { targetList, whereClause, fromClause, withClause } = statement;
  const isAlone = fromClause === undefined && withClause === undefined;
  const derived = derivedIn(statement, source);
  return {
    kind: "update",
    table: nameOfRelation(statement.relation),
    assignments: nodesOf(targetList, "ResTarget").map((target) => assignmentOf(target, source, derived)),
    ...filterOf(whereClause, source, range),
    reads: tablesReadBy({ withClause, fromClause, whereClause, targetList }),
    ...(isAlone && asksOf(statement.relation, [whereClause, targetList])),
    ...needsOf(statement),
    ...asksOpenly([whereClause, fromClause]),
    ...lookUpsIn(statement),
    ...(isAlone && thoroughness(statement)),
    ...(fromClause !== undefined && !joinsOuter(fromClause) && { partnered: true as const }),
  };
}

function deletion(statement: DeleteStmt, source: Source, range: Range): Change {
  const { usingClause, withClause, relation, whereClause } = statement;
  const { nullTest, ...filter } = filterOf(whereClause, source, range);
  const isAlone = usingClause === undefined && withClause === undefined;
  const asks = isAlone ? asksOf(relation, [whereClause]) : {};
  const table = nameOfRelation(relation);
  const whole = isAlone ? { ...(nullTest !== undefined && { nullTest }), ...thoroughness(statement) } : {};
  const reads = tablesReadBy({ withClause, usingClause, whereClause });
  const others = {
    ...(reads.length > 0 && { reads }),
    ...needsOf(statement),
    ...asksOpenly([whereClause, usingClause]),
    ...lookUpsIn(statement),
  };
  return { kind: "delete", table, ...filter, ...whole, ...asks, ...others };
}

/** Rows of tables that inherit are left out behind `only`. */
function thoroughness({ relation, whereClause }: UpdateStmt | DeleteStmt): { readonly thorough?: true } {
  return whereClause !== undefined && relation?.inh === true ? { thorough: true } : {};
}

/** Where nothing but the table is asked, every column that is named is one of its own. */
function asksOf(relation: RangeVar | undefined, trees: readonly unknown[]): { readonly asks?: readonly string[] } {
  if (allOf(trees, "SubLink").length > 0) return {};
  const row = relation?.alias?.aliasname ?? relation?.relname ?? "";
  const { columns } = namesOfRow(trees, [row]);
  const asks = columns.filter((column) => !SYSTEM.has(column) && column !== row);
  return asks.length > 0 ? { asks } : {};
}

/** Each row has them besides its own (chapter "System Columns"), or they stand for all. */
const SYSTEM: ReadonlySet<string> = new Set(["*", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]);

/** Each of its `when`s is a statement on some of the rows. */
function merge(
  { relation, sourceRelation, withClause, mergeWhenClauses }: MergeStmt,
  source: Source,
): readonly Change[] {
  const table = nameOfRelation(relation);
  const reads = tablesReadBy({ withClause, sourceRelation });
  return nodesOf(mergeWhenClauses, "MergeWhenClause").flatMap(({ commandType, targetList }): readonly Change[] => {
    const targets = nodesOf(targetList, "ResTarget");
    const columns = targets.map(({ name }) => name ?? "");
    if (commandType === "CMD_INSERT")
      return [{ kind: "insert", table, columns, source: { from: "query", reads }, onConflict: "error" }];
    const some = { table, filtered: true, where: null } as const;
    if (commandType === "CMD_DELETE") return [{ kind: "delete", ...some }];
    if (commandType !== "CMD_UPDATE") return [];
    return [{ kind: "update", ...some, assignments: targets.map((target) => assignmentOf(target, source)), reads }];
  });
}

/** From the `as` of a query in a `with`. */
function afterName(source: Source, location: number | undefined): Range {
  const { start, end } = rangeFrom(source, location);
  const named = insideBrackets(source, { start, end });
  const text = textOf(source, { start, end: named.start - 1 });
  return /\bas\b/i.test(text) ? { start, end } : { start: named.end + 1, end };
}

function assignmentOf({ name: column = "", val, location }: ResTarget, source: Source, derived?: Derived): Assignment {
  if (val === undefined || nodeOf(val, "SetToDefault") !== undefined) return { column, from: "default" };
  const taken = derived && derivedValue(val, derived);
  if (taken !== undefined) return { column, ...taken };
  // The next branch of a merge begins with the word that a `case` has inside.
  const branch = allOf(val, "CaseExpr").length === 0 ? ["when"] : [];
  const before = [",", "from", "where", "returning", ...branch];
  const text = textBetween(source, rangeFrom(source, location), { after: "=", before });
  return { column, ...valueOf(val, text === "" ? source.text : text) };
}

function filterOf(
  where: Node | undefined,
  source: Source,
  range: Range,
): Pick<ChangeOf<"update">, "filtered" | "where" | "nullTest"> {
  if (where === undefined) return { filtered: false, where: null };
  const text = textBetween(source, range, { after: "where", before: ["returning"] });
  const nullTest = nullTestOf(where);
  return { filtered: !isConstant(where), where: text, ...(nullTest !== null && { nullTest }) };
}
