import type { Change, ChangeOf } from "../../model/change.ts";
import type { TableOption } from "../../model/change/tables.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { ColumnDraft } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import { columnDraft, columnOf } from "./columns.ts";
import { tableConstraint } from "./constraints.ts";
import { copyOf } from "./copies.ts";
import { expect, is, isDone, refuseNext, take, takeOne, takeUntil, textOf } from "./cursor.ts";
import { madeName } from "./names.ts";
import { outputsOf } from "./outputs.ts";
import { tablesIn } from "./reads.ts";

/** After `create [temp] table`. */
export function createTable(c: Cursor, temporary: boolean): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const table = madeName(c, temporary);
  const frame = { ...EMPTY, table, ifNotExists, temporary: table.schema === "temp" };
  if (take(c, "as")) return [{ ...frame, columns: [], constraints: [], source: sourceOf(c) }];
  expect(c, "(");
  const drafts: ColumnDraft[] = [];
  const constraints: ConstraintDefinition[] = [];
  do element(c, { drafts, constraints });
  while (take(c, ",") || (constraints.length > 0 && !isDone(c) && !is(c, ")")));
  expect(c, ")");
  const key = keyOptions(c);
  const made = { ...frame, ...content(drafts, constraints, key), source: { from: "columns" } } as const;
  const options = optionsOf(c, key);
  return [options.length === 0 ? made : { ...made, options }];
}

/** `autoincrement` is no name, and stands nowhere but behind a key. */
function optionsOf({ tokens }: Cursor, { withoutRowNumber, strict }: KeyOptions): readonly TableOption[] {
  const text = [withoutRowNumber && "without rowid", strict && "strict"].filter(Boolean).join(", ");
  const counts = tokens.some(({ word }) => word === "autoincrement");
  return [
    ...(text === "" ? [] : [{ property: "storage-parameter", text } as const]),
    ...(counts ? [{ property: "autoincrement", text: "autoincrement" } as const] : []),
  ];
}

/** What a `create table … as` reads, and its text. */
function sourceOf(c: Cursor): ChangeOf<"create-table">["source"] {
  if (!is(c, "select") && !is(c, "with") && !is(c, "values")) refuseNext(c);
  const query = takeUntil(c);
  const { selects, filtered } = copyOf(query);
  const taken = selects !== undefined && filtered !== undefined && { selects, filtered, outputs: outputsOf(query) };
  return { from: "query", copies: tablesIn(query), text: textOf(c, query), ...(taken && { taken }) };
}

interface Elements {
  readonly drafts: ColumnDraft[];
  readonly constraints: ConstraintDefinition[];
}

/** Constraints stand after all columns. */
function element(c: Cursor, { drafts, constraints }: Elements): void {
  const constraint = drafts.length === 0 ? null : tableConstraint(c);
  if (constraint !== null) constraints.push(constraint);
  else if (constraints.length === 0) drafts.push(columnDraft(c));
  else refuseNext(c);
}

interface KeyOptions {
  readonly withoutRowNumber: boolean;
  readonly strict: boolean;
}

/** After the closing parenthesis: `without rowid`, `strict`, or both. */
function keyOptions(c: Cursor): KeyOptions {
  let options: KeyOptions = { withoutRowNumber: false, strict: false };
  do {
    if (take(c, "without", "rowid")) options = { ...options, withoutRowNumber: true };
    else if (takeOne(c, "strict") !== null) options = { ...options, strict: true };
  } while (take(c, ","));
  return options;
}

/** In old tables, the columns of a primary key may be null (chapter "Quirks, Caveats, and Gotchas"). */
function content(
  drafts: readonly ColumnDraft[],
  constraints: readonly ConstraintDefinition[],
  { withoutRowNumber, strict }: KeyOptions,
): Pick<ChangeOf<"create-table">, "columns" | "constraints"> {
  const all = [...drafts.flatMap((draft) => draft.constraints), ...constraints];
  const key = all.find(({ kind }) => kind === "primary-key")?.columns ?? [];
  const keyNeedsValues = withoutRowNumber || strict;
  const columns = drafts.map((draft) => {
    const isKeyOfTable = constraints.some(({ kind, columns: [first, ...more] }) => {
      return kind === "primary-key" && first === draft.name && more.length === 0;
    });
    const column = columnOf({ ...draft, isKey: draft.isKey || isKeyOfTable }, !withoutRowNumber);
    return keyNeedsValues && key.includes(column.name) ? { ...column, nullable: false } : column;
  });
  return { columns, constraints: all };
}

const EMPTY = {
  kind: "create-table",
  indexes: [],
  partitionOf: null,
  partitioned: false,
  inherits: [],
  systemVersioned: false,
} as const;
