import type { Dialect } from "../../../src/model/situation.ts";
import type { ColumnShape, RuleShape, TableShape, ViewShape } from "./shape.ts";

/** How one database says what a step does. */
export interface Spelling {
  readonly dialect: Dialect;
  /** The types of columns; some more often than others. */
  readonly types: readonly string[];
  /** How an `id` numbers itself, and the type of what refers to it. */
  readonly counters: readonly { readonly counts: string; readonly type: string }[];
  /** Types to which a column may be changed, and from which it may have come. */
  readonly near: (type: string) => readonly string[];
  /** The same for the same number; of different numbers mostly different. */
  readonly literal: (type: string, number: number) => string;
  /** Values that a type takes and a smaller one may not. */
  readonly edges: (type: string) => readonly string[];
  /** What checks may ask of a column; none where they ask nothing. All usual values pass. */
  readonly conditions: (column: ColumnShape) => readonly string[];
  readonly isKeyable: (type: string) => boolean;
  /** Statements that give the column of that name the type, default and nulls that it has in the second table. */
  readonly alterColumn: (from: TableShape, to: TableShape, name: string) => readonly string[];
  readonly addRule: (from: TableShape, rule: RuleShape) => readonly string[];
  readonly dropRule: (from: TableShape, rule: RuleShape) => readonly string[];
  /** Of another type, for an assignment. */
  readonly cast: (column: string, type: string) => string;
}

export function columnText({ name, type, required, default: value, counts }: ColumnShape): string {
  if (counts !== undefined) return `${name} ${counts}`;
  return [name, type, ...(required ? ["not null"] : []), ...(value === undefined ? [] : [`default ${value}`])].join(
    " ",
  );
}

export function constraintText({ name, text }: RuleShape): string {
  return `constraint ${name} ${text}`;
}

export function indexText(table: string, { name, kind, columns }: RuleShape): string {
  return `create ${kind === "unique-index" ? "unique " : ""}index ${name} on ${table} (${columns.join(", ")})`;
}

export function isIndex({ kind }: RuleShape): boolean {
  return kind === "index" || kind === "unique-index";
}

export function tableText({ name, columns, rules }: TableShape): readonly string[] {
  const constraints = rules.filter((rule) => !isIndex(rule));
  const parts = [...columns.map(columnText), ...constraints.map(constraintText)];
  return [
    `create table ${name} (${parts.join(", ")})`,
    ...rules.filter(isIndex).map((index) => indexText(name, index)),
  ];
}

export function viewText({ name, table, columns }: ViewShape): string {
  return `create view ${name} as select ${columns.join(", ")} from ${table}`;
}

export function quoted(text: string | number): string {
  return `'${text}'`;
}

/** So many days after the last of 2023. */
export function dayOf(number: number): string {
  return new Date(Date.UTC(2024, 0, number)).toISOString().slice(0, 10);
}

/** `varchar(10)` is `varchar`, 10; `numeric(8,2)` is `numeric`, 8, 2. */
export function partsOf(type: string): { readonly base: string; readonly sizes: readonly number[] } {
  const [base = "", sizes = ""] = type.split(/[()]/);
  return { base, sizes: sizes === "" ? [] : sizes.split(",").map(Number) };
}

/** The largest number of so many digits; rounded to fewer, it does not become longer. */
export function nines(digits: number, scale: number): string {
  return scale === 0 ? "9".repeat(digits) : `${"9".repeat(digits - scale)}.${"4".repeat(scale)}`;
}
