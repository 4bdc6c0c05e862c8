// What the code issues that was written for a schema.
import type { ColumnShape, Shape, TableShape } from "./shape.ts";
import type { Spelling } from "./spelling.ts";
import { writable } from "./shape.ts";

/** Statements that any values may have, and those with values that matter. */
export interface Statements {
  readonly plain: readonly string[];
  readonly ifData: readonly string[];
}

export function statementsFor({ tables, views }: Shape, spelling: Spelling, from: number): Statements {
  const parts = tables.map((table) => statementsOn(table, spelling, from));
  const reading = views.map(({ name, columns }) => `select ${columns.join(", ")} from ${name}`);
  return {
    plain: [...parts.flatMap(({ plain }) => plain), ...reading],
    ifData: parts.flatMap(({ ifData }) => ifData),
  };
}

function statementsOn(table: TableShape, spelling: Spelling, from: number): Statements {
  const { name, columns } = table;
  const own = writable(table);
  const set = (column: ColumnShape, value: string, id: number): string =>
    `update ${name} set ${column.name} = ${value} where id = ${id}`;
  return {
    plain: [
      `select ${columns.map((column) => column.name).join(", ")} from ${name}`,
      inserted(table, spelling, from),
      insertedWith(table, own.filter(isNeeded), (column) => valueOf(column, spelling, from + 1)),
      ...own.map((column) => set(column, valueOf(column, spelling, from + 2), 2)),
      `delete from ${name} where id = 3`,
    ],
    ifData: [
      ...edgeInserts(table, spelling, from + 3),
      ...own.filter(({ required }) => !required).map((column) => set(column, "null", 1)),
      `delete from ${name} where id = 1`,
    ],
  };
}

/** A row with a value in each column. */
export function inserted(table: TableShape, spelling: Spelling, number: number): string {
  return insertedWith(table, writable(table), (column) => valueOf(column, spelling, number));
}

/** For each column a row with each of its edges, with a null, and with a value that is there already. */
export function edgeInserts(table: TableShape, spelling: Spelling, from: number): readonly string[] {
  const own = writable(table);
  const edges = own.flatMap((column) => edgesOf(column, spelling).map((edge) => ({ column, edge })));
  return edges.map(({ column, edge }, place) =>
    insertedWith(table, own, (each) => (each === column ? edge : valueOf(each, spelling, from + place))),
  );
}

function edgesOf(column: ColumnShape, spelling: Spelling): readonly string[] {
  const nulls = column.required ? [] : ["null"];
  if (column.references !== undefined) return nulls;
  return [...nulls, ...spelling.edges(column.type), spelling.literal(column.type, 1)];
}

function insertedWith(
  { name }: TableShape,
  columns: readonly ColumnShape[],
  valueFor: (column: ColumnShape) => string,
): string {
  if (columns.length === 0) return `select 1 from ${name}`;
  const names = columns.map((column) => column.name).join(", ");
  return `insert into ${name} (${names}) values (${columns.map(valueFor).join(", ")})`;
}

/** Three parents are there. */
function valueOf({ type, references }: ColumnShape, spelling: Spelling, number: number): string {
  return references === undefined ? spelling.literal(type, number) : String((number % 3) + 1);
}

function isNeeded({ required, default: value }: ColumnShape): boolean {
  return required && value === undefined;
}
