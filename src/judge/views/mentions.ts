// Which columns of which tables a view names, through renames of the tables.
import type { Mentions } from "../../model/change/views.ts";
import type { Id, Schema } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

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

/** The view goes on naming a column that is called otherwise now; a view of MySQL's asks for the name that it had, too. */
export function mentionsRenamed(
  { loose, of }: Mentions<Id>,
  table: Id | undefined,
  { from, to, keeps }: { readonly from: string; readonly to: string; readonly keeps: boolean },
): Mentions<Id> {
  const isOwn = (mention: { readonly table: Id; readonly column: string }): boolean =>
    mention.table === table && mention.column === from;
  const renamed = of.filter(isOwn).map((mention) => ({ ...mention, column: to }));
  return {
    loose: loose.includes(from) ? [...loose, to] : loose,
    of: [...(keeps ? of : of.filter((mention) => !isOwn(mention))), ...renamed],
  };
}
