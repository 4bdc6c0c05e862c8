import type { Change } from "../../model/change.ts";
import type { Taken } from "../../model/change/tables.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Range, Source } from "./source.ts";
import type { CreateTableAsStmt, IntoClause, Node } from "libpg-query";
import { EMPTY_TABLE, isTemporary } from "./create-table.ts";
import { writesWithin } from "./data.ts";
import { namesIn } from "./expressions.ts";
import { mentionsIn } from "./mentions.ts";
import { nameOfRelation } from "./names.ts";
import { needsOf } from "./needed.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";
import { callsAsChanges, copyOf, isOfTables, outputColumnsOf, selectsAll, tablesReadBy } from "./queries.ts";
import { shapeIfStar } from "./query-shape.ts";
import { afterWord, textOf, wholeOf, wordAt } from "./source.ts";
import { viewQueryOf } from "./view-query.ts";
import { withoutData } from "./views.ts";

/** `create table … as`, and a materialized view, which the grammar takes for the same. */
export function createTableAs(statement: CreateTableAsStmt, source: Source): readonly Change[] {
  const { into, query, if_not_exists } = statement;
  if (nodeOf(query, "SelectStmt") === undefined) return [notJudged(source.text)];
  if (statement.objtype !== "OBJECT_MATVIEW") {
    const text = textOf(source, afterWord(source, wholeOf(source), "as") ?? wholeOf(source));
    return [
      ...writesWithin(query, source),
      ...tableFromQuery(query, { into, text, ifNotExists: if_not_exists === true }),
    ];
  }
  const view = {
    kind: "create-view",
    view: nameOfRelation(into?.rel),
    orReplace: false,
    materialized: true,
    text: textOf(source, queryIn(source)),
    columns: columnNamesOf(into, query),
    reads: tablesReadBy(query),
    names: namesIn(query),
    mentions: mentionsIn(query),
    ...needsOf({ query }),
    ...shapeIfStar(query),
    ...viewQueryOf(query),
    updatable: false,
    ifNotExists: if_not_exists === true,
    ...withoutData(into?.skipData),
  } as const;
  return [...writesWithin(query, source), view, ...(into?.skipData === true ? [] : callsAsChanges(query))];
}

/** Without `with data` and `with no data`, which are no part of it. */
function queryIn(source: Source): Range {
  const { start, end } = afterWord(source, wholeOf(source), "as") ?? wholeOf(source);
  const words = [1, 2, 3].map((back) => wordAt(source, end - back)).join(" ");
  if (words.startsWith("data with ")) return { start, end: end - 2 };
  return { start, end: words === "data no with" ? end - 3 : end };
}

export function tableFromQuery(
  query: Node | undefined,
  { into, text, ifNotExists }: { into: IntoClause | undefined; text: string; ifNotExists: boolean },
): readonly Change[] {
  const names = columnNamesOf(into, query) ?? [];
  return [
    {
      ...EMPTY_TABLE,
      table: nameOfRelation(into?.rel),
      ifNotExists,
      temporary: isTemporary(into?.rel),
      columns: names.map(columnOfQuery),
      source: { from: "query", copies: tablesReadBy(query), text, ...takenFrom(query, into), ...needsOf({ query }) },
    },
    ...callsAsChanges(query),
  ];
}

/** Of one table that the query reads, with the rows that there are. */
function takenFrom(query: Node | undefined, into: IntoClause | undefined): { readonly taken?: Taken } {
  const select = nodeOf(query, "SelectStmt");
  const isPlain = select !== undefined && select.withClause === undefined && isOfTables(select);
  if (!isPlain || into?.skipData === true) return {};
  const { selects, filtered } = copyOf(select);
  return { taken: { selects: selectsAll(select) ? "all" : selects, filtered, outputs: columnNamesOf(into, query) } };
}

function columnNamesOf(into: IntoClause | undefined, query: Node | undefined): readonly string[] | null {
  return into?.colNames === undefined ? outputColumnsOf(query) : wordsOf(into.colNames);
}

function columnOfQuery(name: string): ColumnDefinition {
  return {
    name,
    type: null,
    nullable: true,
    default: { kind: "none" },
    identity: "none",
    generated: null,
    invisible: false,
  };
}
