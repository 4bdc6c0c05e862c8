// What a generated schema is made of, as far as its statements need to know.

export interface Shape {
  readonly tables: readonly TableShape[];
  readonly views: readonly ViewShape[];
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  readonly rules: readonly RuleShape[];
}

export interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** A literal. */
  readonly default?: string;
  /** The table whose `id` it holds. */
  readonly references?: string;
  /** The table's `id`, which numbers itself: all that its definition says. */
  readonly counts?: string;
}

/** A constraint or an index. */
export interface RuleShape {
  readonly kind: "unique" | "check" | "foreign-key" | "index" | "unique-index";
  readonly name: string;
  readonly columns: readonly string[];
  /** What a constraint is after its name; of an index, its columns are all. */
  readonly text: string;
}

export interface ViewShape {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** The columns that clients give values. */
export function writable({ columns }: TableShape): readonly ColumnShape[] {
  return columns.filter(({ counts }) => counts === undefined);
}

/** Columns on which nothing stands and nothing looks. */
export function freeColumns(table: TableShape, { views }: Shape): readonly ColumnShape[] {
  return writable(table).filter(
    ({ name }) =>
      !table.rules.some(({ columns }) => columns.includes(name)) &&
      !views.some((view) => view.table === table.name && view.columns.includes(name)),
  );
}

export function withTable(shape: Shape, table: TableShape): Shape {
  return { ...shape, tables: shape.tables.map((each) => (each.name === table.name ? table : each)) };
}

export function withColumn(table: TableShape, column: ColumnShape): TableShape {
  const columns = table.columns.map((each) => (each.name === column.name ? column : each));
  return { ...table, columns: columns.includes(column) ? columns : [...columns, column] };
}

export function withoutColumn(table: TableShape, name: string): TableShape {
  return { ...table, columns: table.columns.filter((column) => column.name !== name) };
}

export function withRule(table: TableShape, rule: RuleShape): TableShape {
  return { ...table, rules: [...table.rules, rule] };
}

export function withoutRule(table: TableShape, rule: RuleShape): TableShape {
  return { ...table, rules: table.rules.filter((each) => each !== rule) };
}

export function isReferenced({ tables }: Shape, table: string): boolean {
  return tables.some(({ columns }) => columns.some(({ references }) => references === table));
}

/** Its rows keep others from being deleted. */
export function refersToOthers({ columns }: TableShape): boolean {
  return columns.some(({ references }) => references !== undefined);
}
