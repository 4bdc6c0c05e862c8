// Which columns of which tables a view names, through renames of the tables.
import type { Mentions } from "../model/change/code.ts";
import type { Id, Schema } from "./schema.ts";
import { keyOf, tableIn } from "./schema.ts";

/** As they are when the view is made; what no listed table has may be of any. */
export function mentionsFrom({ loose, of }: Mentions, schema: Schema): Mentions<Id> {
  const unknown = of.filter(
    ({ table }) => tableIn(schema, table) === undefined && !schema.views.has(keyOf(schema, table)),
  );
  return {
    loose: [...loose, ...unknown.map(({ column }) => column)],
    of: of.flatMap(({ table, column }) => {
      const id = tableIn(schema, table)?.id;
      return id === undefined ? [] : [{ table: id, column }];
    }),
  };
}

export function isMentioned({ loose, of }: Mentions<Id>, column: string, table: Id | undefined): boolean {
  return loose.includes(column) || of.some((mention) => mention.column === column && mention.table === table);
}

/** The view goes on naming a column that is called otherwise now. */
export function mentionsRenamed(
  { loose, of }: Mentions<Id>,
  table: Id | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): Mentions<Id> {
  const own = of.filter((mention) => mention.table === table && mention.column === from);
  return {
    loose: loose.includes(from) ? [...loose, to] : loose,
    of: [...of, ...own.map((mention) => ({ ...mention, column: to }))],
  };
}
