import type { ChangeOf } from "../../model/change.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { withColumn, withTable } from "../schema/edit-table.ts";
import { tableIn } from "../schema/schema.ts";
import { takenFrom } from "../values/taken.ts";
import { isCopySure } from "./copy-succeeds.ts";
import { withCountersBehind } from "./counter-behind.ts";

/** A new table that is given every row of another holds its values. */
export function withCopied(change: ChangeOf<"insert">, schema: Schema): Schema {
  const { columns, table } = change;
  const target = tableIn(schema, table);
  const copied = leavesOut(change, schema) ? undefined : copiedBy(change, schema);
  const isEmpty = target !== undefined && [...target.columns.values()].every(({ holds }) => holds === null);
  if (copied === undefined || !isEmpty) return target === undefined ? schema : withNumbersTaken(change, target, schema);
  const { original, selects } = copied;
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
          ...takenFrom(source, known, { table: target, schema }),
          ...(source.refilled === true && { refilled: true }),
        });
  }, target);
  const copy = withCountersBehind(filled, named, schema);
  return withTable(schema, table, () => ({ ...copy, copyOf: [original.id, ...(original.copyOf ?? [])] }));
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

/** The table whose rows are all taken, and what is taken of them. */
function copiedBy(
  { source }: ChangeOf<"insert">,
  schema: Schema,
): { readonly original: Table; readonly selects: readonly (string | null)[] } | undefined {
  if (source.from !== "query" || source.filtered !== false) return undefined;
  const [only, second] = source.reads;
  const original = only === undefined || second !== undefined ? undefined : tableIn(schema, only);
  const selects = original === undefined ? undefined : selectedFrom(original, source.selects);
  return original === undefined || selects === undefined ? undefined : { original, selects };
}

type Query = Extract<ChangeOf<"insert">["source"], { readonly from: "query" }>;

/** What `*` stands for is known of a table that is known whole. */
function selectedFrom(original: Table, selects: Query["selects"]): readonly (string | null)[] | undefined {
  if (selects !== "all") return selects;
  return original.complete ? [...original.columns.keys()] : undefined;
}
