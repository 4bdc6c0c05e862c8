import type { ChangeOf } from "../../model/change.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { withColumn, withTable } from "../schema/edit-table.ts";
import { tableIn } from "../schema/schema.ts";
import { takenFrom } from "../values/taken.ts";
import { isCopySure } from "./copy-succeeds.ts";
import { withCountersBehind } from "./counter-behind.ts";

/** A new table that is given every row of another holds its values; one that leaves out nulls, those of that column. */
export function withCopied(change: ChangeOf<"insert">, schema: Schema): Schema {
  const { columns, table } = change;
  const target = tableIn(schema, table);
  const copied = leavesOut(change, schema) ? undefined : copiedBy(change, schema);
  const isEmpty = target !== undefined && [...target.columns.values()].every(({ holds }) => holds === null);
  if (copied === undefined || !isEmpty) return target === undefined ? schema : withNumbersTaken(change, target, schema);
  const { original, selects, whole } = copied;
  const named = columns.length > 0 ? columns : [...target.columns.keys()];
  const filled = named.reduce((made, column, place) => {
    const from = selects[place] ?? null;
    const plain = from === null ? undefined : original.columns.get(from);
    const source = plain && { ...plain, ...copiedWith(change, from, plain) };
    const known = made.columns.get(column);
    return source === undefined || known === undefined
      ? made
      : withColumn(made, column, {
          ...known,
          ...(whole === "all" || whole.column === from ? takenFrom(source, known, { table: target, schema }) : {}),
          ...(source.holds === source.id && { pairs: source.id }),
          ...(source.refilled === true && { refilled: true }),
        });
  }, target);
  const copy = withCountersBehind(filled, named, schema);
  const copyOf = whole === "all" ? { copyOf: [original.id, ...(original.copyOf ?? [])] } : {};
  return withTable(schema, table, () => ({ ...copy, ...copyOf }));
}

/** Those that are given, and not left to the counter. */
function withNumbersTaken({ table, columns, source }: ChangeOf<"insert">, target: Table, schema: Schema): Schema {
  const { width = 0, defaults = [] } = source.from === "values" ? source : {};
  const named = columns.length > 0 ? columns : [...target.columns.keys()].slice(0, width);
  const given = named.filter((_, place) => !defaults.includes(place));
  return withTable(schema, table, () => withCountersBehind(target, given, schema));
}

/** What the copy makes of the values of a column. */
function copiedWith(change: ChangeOf<"insert">, from: string | null, plain: Column): Partial<Column> {
  const { source } = change;
  const isRefilled = source.from === "query" && from !== null && source.refilled?.includes(from) === true;
  return {
    ...(isCast(change, from) && { recast: (plain.recast ?? 0) + 1 }),
    ...(isRefilled && plain.definition?.nullable !== false && { refilled: true }),
  };
}

function isCast({ source }: ChangeOf<"insert">, column: string | null): boolean {
  return source.from === "query" && column !== null && source.cast?.includes(column) === true;
}

/** `insert ignore` goes on without the rows that do not fit, and `replace` writes one over the other. */
function leavesOut(change: ChangeOf<"insert">, schema: Schema): boolean {
  return change.onConflict !== "error" && !isCopySure(change, schema);
}

interface Copied {
  readonly original: Table;
  readonly selects: readonly (string | null)[];
  /** The column of which all values are taken, where rows without one are left out. */
  readonly whole: { readonly column: string } | "all";
}

/** The table whose rows are taken, and what is taken of them. */
function copiedBy({ source }: ChangeOf<"insert">, schema: Schema): Copied | undefined {
  const whole = source.from === "query" ? wholeOf(source) : undefined;
  if (source.from !== "query" || whole === undefined) return undefined;
  const [only, second] = source.reads;
  const original = only === undefined || second !== undefined ? undefined : tableIn(schema, only);
  const selects = original === undefined ? undefined : selectedFrom(original, source.selects);
  return original === undefined || selects === undefined ? undefined : { original, selects, whole };
}

function wholeOf({ filtered, nullTest }: Query): Copied["whole"] | undefined {
  if (filtered === false) return "all";
  return nullTest?.isNull === false ? { column: nullTest.column } : undefined;
}

type Query = Extract<ChangeOf<"insert">["source"], { readonly from: "query" }>;

/** What `*` stands for is known of a table that is known whole. */
function selectedFrom(original: Table, selects: Query["selects"]): readonly (string | null)[] | undefined {
  if (selects !== "all") return selects;
  return original.complete ? [...original.columns.keys()] : undefined;
}
