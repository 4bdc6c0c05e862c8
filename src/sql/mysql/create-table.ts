import type { Change, ChangeOf } from "../../model/change.ts";
import type { TableOption } from "../../model/change/tables.ts";
import type { ConstraintDefinition, IndexDefinition, Name } from "../../model/definition.ts";
import type { WrittenColumn } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import { column } from "./columns.ts";
import { expect, inParentheses, is, isDone, peek, refuse, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { key, startsKey, uniqueIndex } from "./keys.ts";
import { label, objectName } from "./names.ts";
import { begunAt, needsSince } from "./needs.ts";
import { partitionScheme } from "./partition-schemes.ts";
import { query, startsQuery } from "./recursion.ts";
import { tableOption } from "./table-options.ts";
import { refuseUnknownCalls } from "./unknown-calls.ts";

/** `create [or replace] [temporary] table …`, behind `table`. */
export function createTable(
  c: Cursor,
  { temporary, orReplace }: { readonly temporary: boolean; readonly orReplace: boolean },
): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const table = objectName(c);
  const created = likeTable(c, table) ?? withColumns(c, table);
  const change: Change = { ...created, kind: "create-table", table, ifNotExists, temporary };
  return orReplace ? [{ kind: "drop-table", table, ifExists: true, cascade: false, temporary }, change] : [change];
}

type CreatedTable = Omit<ChangeOf<"create-table">, "kind" | "table" | "ifNotExists" | "temporary">;

const EMPTY: CreatedTable = {
  columns: [],
  constraints: [],
  indexes: [],
  source: { from: "columns" },
  partitionOf: null,
  partitioned: false,
  inherits: [],
  systemVersioned: false,
};

function likeTable(c: Cursor, table: Name): CreatedTable | null {
  const inside = is(c, "(", "like");
  if (inside) take(c, "(");
  if (!take(c, "like")) return null;
  const copies = [objectName(c)];
  if (inside) expect(c, ")");
  if (table.name === copies[0]?.name && table.schema === copies[0].schema) refuse(c, "a table that is like itself");
  return { ...EMPTY, source: { from: "like", copies } };
}

function withColumns(c: Cursor, table: Name): CreatedTable {
  const hasColumns = is(c, "(") && !startsQuery(c);
  const items = hasColumns ? inParentheses(c, (one) => tableItem(one, table)) : [];
  const options: TableOption[] = [];
  for (let option = tableOption(c); option !== null; option = optionBehindComma(c)) options.push(option);
  const systemVersioned = options.some(({ property }) => property === "system-versioning");
  const partitioned = is(c, "partition", "by");
  const { ranges, partitionedBy, count } = partitioned ? partitionScheme(c) : {};
  const source = isDone(c) && hasColumns ? EMPTY.source : copiedQuery(c);
  const made = {
    source,
    partitioned,
    systemVersioned,
    options,
    ...(ranges !== undefined && { ranges }),
    ...(partitionedBy !== undefined && { partitionedBy }),
    ...(count !== undefined && { partitionCount: count }),
  };
  return { ...EMPTY, ...definitionOf(items, table), ...made };
}

function optionBehindComma(c: Cursor): ReturnType<typeof tableOption> {
  take(c, ",");
  return tableOption(c);
}

/** `[ignore | replace] [as] select …`; a table without columns must have one. */
function copiedQuery(c: Cursor): CreatedTable["source"] {
  takeOne(c, "ignore", "replace");
  take(c, "as");
  const [start, before, calls, begun] = [c.position, c.seen.tables.length, c.seen.calls.length, begunAt(c)];
  query(c);
  refuseUnknownCalls(c, calls);
  const needs = needsSince(c, begun);
  return { from: "query", copies: c.seen.tables.slice(before), text: textFrom(c, start), ...needs };
}

type TableItem = WrittenColumn | ConstraintDefinition | IndexDefinition | null;

function tableItem(c: Cursor, table: Name): TableItem {
  if (takeOnly(c, "mariadb", "period", "for")) {
    if (!take(c, "system_time")) refuse(c, `an application-time period on line ${peek(c).line}`);
    inParentheses(c, label);
    return null;
  }
  if (!startsKey(c)) return column(c);
  const written = key(c, table);
  if (written.ifNotExists) refuse(c, "`if not exists` of a key within a new table");
  return written.of === "constraint" ? written.constraint : written.index;
}

function definitionOf(
  items: readonly TableItem[],
  table: Name,
): Pick<CreatedTable, "columns" | "constraints" | "indexes"> {
  const written = items.filter((item) => item !== null && "column" in item);
  const constraints = items.flatMap((item) => {
    if (item === null || "keys" in item) return [];
    return "column" in item ? item.constraints : [item];
  });
  const keyColumns = constraints.flatMap((one) => (one.kind === "primary-key" ? one.columns : []));
  const ownIndexes = written.filter(({ unique }) => unique).map(({ column: one }) => uniqueIndex(table, one.name));
  return {
    columns: written.map(({ column: one }) => (keyColumns.includes(one.name) ? required(one) : one)),
    constraints,
    indexes: [...ownIndexes, ...items.filter((item) => item !== null && "keys" in item)],
  };
}

/** A column of a primary key is never null, whatever its own words say. */
function required(column: WrittenColumn["column"]): WrittenColumn["column"] {
  return { ...column, nullable: false, default: column.default.kind === "null" ? { kind: "none" } : column.default };
}
