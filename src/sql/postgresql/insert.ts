import type { Change, ChangeOf } from "../../model/change.ts";
import type { NullTest } from "../../model/value.ts";
import type { Source } from "./source.ts";
import type { InsertStmt, SelectStmt } from "libpg-query";
import { nullTestOf } from "./expressions.ts";
import { lookUpsIn } from "./look-ups.ts";
import { nameOfRelation } from "./names.ts";
import { needsOfInsert } from "./needed.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { copyOf, isOfOneTable, isOfTables, selectsAll, tablesReadBy } from "./queries.ts";
import { asksOpenly } from "./raising.ts";
import { computedBy, valuesIn } from "./written-values.ts";

/** `insert into t …`, of values or of what a query gives. */
export function insert(statement: InsertStmt, source: Source): Change {
  return {
    kind: "insert",
    table: nameOfRelation(statement.relation),
    columns: nodesOf(statement.cols, "ResTarget").map(({ name }) => name ?? ""),
    source: rowsOf(statement, source),
    ...needsOfInsert(statement),
    ...askedOpenly(statement),
    ...lookUpsIn(statement),
    ...((statement.override ?? DEFAULTED) !== DEFAULTED && { overriding: true }),
    ...conflictOf(statement),
  };
}

/** What is selected is looked at with the column that takes it, where it can be told apart. */
function askedOpenly({ selectStmt, withClause }: InsertStmt): { readonly mayRaise?: true } {
  const select: SelectStmt | undefined = nodeOf(selectStmt, "SelectStmt");
  if (select === undefined || withClause !== undefined || !isOfTables(select))
    return asksOpenly([selectStmt, withClause]);
  return asksOpenly({ ...select, targetList: [] });
}

const DEFAULTED = "OVERRIDING_NOT_SET";

type Conflict = Pick<ChangeOf<"insert">, "onConflict" | "conflictOn" | "overwrites">;

function conflictOf({ onConflictClause }: InsertStmt): Conflict {
  const overwrites = nodesOf(onConflictClause?.targetList, "ResTarget").map(({ name }) => name ?? "");
  const key = nodesOf(onConflictClause?.infer?.indexElems, "IndexElem");
  const conflictOn = key.flatMap(({ name }) => name ?? []);
  return {
    onConflict: ON_CONFLICT[onConflictClause?.action ?? ""] ?? "error",
    ...(conflictOn.length > 0 && { conflictOn }),
    ...(overwrites.length > 0 && { overwrites }),
  };
}

function rowsOf({ selectStmt, withClause }: InsertStmt, source: Source): ChangeOf<"insert">["source"] {
  if (selectStmt === undefined) return { from: "values", rows: 1 };
  const select: SelectStmt | undefined = nodeOf(selectStmt, "SelectStmt");
  if (select?.valuesLists !== undefined) return valuesIn(select.valuesLists);
  const reads = tablesReadBy({ withClause, selectStmt });
  if (select === undefined || withClause !== undefined) return { from: "query", reads };
  if (!isOfTables(select)) return { from: "query", reads, filtered: copyOf(select).filtered };
  if (selectsAll(select)) return { from: "query", reads, ...copyOf(select), selects: "all" };
  return { from: "query", reads, ...copyOf(select), ...askedOf(select), ...computedBy(select, source) };
}

function askedOf(select: SelectStmt): { readonly nullTest?: NullTest } {
  const nullTest = isOfOneTable(select) ? nullTestOf(select.whereClause) : null;
  return nullTest === null ? {} : { nullTest };
}

const ON_CONFLICT: Readonly<Record<string, ChangeOf<"insert">["onConflict"]>> = {
  ONCONFLICT_NOTHING: "ignore",
  ONCONFLICT_UPDATE: "update",
};
