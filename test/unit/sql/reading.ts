import type { Change, ChangeOf, Statement } from "../../../src/model/change.ts";
import type { ColumnDefinition, ColumnType, ConstraintDefinition, Name } from "../../../src/model/definition.ts";

/** One row of a table of tests: a statement, and what it changes. */
export type Row = readonly [text: string, changes: readonly Change[]];

export function changesIn(statements: readonly Statement[]): readonly Change[] {
  return withoutNames(statements).flatMap(({ changes }) => changes);
}

/** Without what expressions name and ask, which has its own tests: `names.test.ts`. */
export function withoutNames(statements: readonly Statement[]): readonly Statement[] {
  return JSON.parse(
    JSON.stringify(statements, (key, value: unknown) => (NAMES.has(key) ? undefined : value)),
  ) as readonly Statement[];
}

const NAMES: ReadonlySet<string> = new Set([
  "strings",
  "names",
  "requires",
  "zone",
  "computed",
  "refusable",
  "makes",
  "effects",
  "watches",
  "partitionedBy",
  "query",
  "asks",
  "mentions",
  "shape",
  "gives",
  "needs",
]);

/** `name` or `schema.name`. */
export function n(text: string): Name {
  const [schema, name] = text.split(".");
  return name === undefined ? { schema: null, name: text } : { schema: schema ?? null, name };
}

export function type(name: string, modifiers: readonly number[] = []): ColumnType {
  return { name, modifiers, isArray: false };
}

export function col(name: string, written: string | null, more: Partial<ColumnDefinition> = {}): ColumnDefinition {
  return { ...PLAIN_COLUMN, name, type: written === null ? null : type(written), ...more };
}

/** A constraint that holds from the beginning, for all rows, under a name that the database chooses. */
export function valid(written: Written<ConstraintDefinition>): ConstraintDefinition {
  return { name: null, enforcement: "valid", deferrable: false, ...written };
}

export function createTable(table: string, more: Partial<ChangeOf<"create-table">>): ChangeOf<"create-table"> {
  return { ...PLAIN_TABLE, table: n(table), ...more };
}

type Written<Any> = Any extends ConstraintDefinition
  ? Omit<Any, "name" | "enforcement" | "deferrable"> & Partial<Any>
  : never;

const PLAIN_COLUMN = {
  nullable: true,
  default: { kind: "none" },
  identity: "none",
  generated: null,
  invisible: false,
} as const;

const PLAIN_TABLE = {
  kind: "create-table",
  ifNotExists: false,
  temporary: false,
  columns: [],
  constraints: [],
  indexes: [],
  source: { from: "columns" },
  partitionOf: null,
  partitioned: false,
  inherits: [],
  systemVersioned: false,
} as const;
