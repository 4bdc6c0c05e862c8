// A down that gives a column another type says what the up changed it from.
import type { Change } from "../../model/change.ts";
import type { ColumnType, Name } from "../../model/definition.ts";
import type { Id, Schema } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { withColumn } from "../schema/edit-table.ts";
import { columnIn, tableIn } from "../schema/schema.ts";

/** The schema before the up, where the column that the down changes may be called otherwise. */
export function withFormerType([before, now]: readonly [Schema, Schema], change: Change): Schema {
  const former = formerTypeIn(change);
  const id = former && columnIn(now, former.table, former.column)?.id;
  if (former === undefined || id === undefined) return before;
  return withTypeOf(before, { table: tableIn(now, former.table)?.id, column: id }, former.type);
}

function withTypeOf(
  schema: Schema,
  { table, column: id }: { readonly table: Id | undefined; readonly column: Id },
  type: ColumnType,
): Schema {
  const known = tableById(schema, table);
  const [name, column] = [...(known?.columns ?? [])].find(([, each]) => each.id === id) ?? [];
  if (known === undefined || name === undefined || column?.definition !== null) return schema;
  const told = withColumn(known, name, { ...column, former: type });
  return { ...schema, tables: new Map(schema.tables).set(known.name, told) };
}

interface Former {
  readonly table: Name;
  readonly column: string;
  readonly type: ColumnType;
}

function formerTypeIn(change: Change): Former | undefined {
  if (change.kind === "change-type") return change;
  if (change.kind !== "restate-column" || change.definition.type === null) return undefined;
  return { ...change, type: change.definition.type };
}
