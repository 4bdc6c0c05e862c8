import type { Name } from "../model/definition.ts";
import type { Loss } from "../model/judgement.ts";
import type { At, Effect } from "./rule.ts";
import type { Column, Table } from "./schema/schema.ts";
import { clientColumn, clientTable, isAssumed } from "./rule.ts";
import { existence } from "./schema/existence.ts";
import { keyOf, tableIn } from "./schema/schema.ts";

/** A column that a change speaks of, or what follows from its not being there. */
export type Found =
  | {
      readonly kind: "found";
      readonly table: Table;
      readonly column: Column;
      readonly shown: string;
      readonly isNew: boolean;
      /** Nor is its table known to the code. */
      readonly isOfNewTable: boolean;
    }
  | { readonly kind: "missing"; readonly effect: Effect };

/** `ifExists` is said of the column: the table has to be there. */
export function findColumn(
  at: At,
  { table: name, column }: { readonly table: Name; readonly column: string },
  ifExists = false,
): Found {
  const { before } = at;
  const key = keyOf(before, name);
  const table = tableIn(before, name);
  if (table === undefined) return { kind: "missing", effect: existence(before, { family: "tables", key }) };
  const shown = `${key}.${column}`;
  const found = table.columns.get(column);
  if (found !== undefined && !isAssumed(at, found))
    return {
      kind: "found",
      table,
      column: found,
      shown,
      isNew: clientColumn(at, name, column) === undefined,
      isOfNewTable: clientTable(at, name) === undefined,
    };
  const known = { ...before, complete: table.complete };
  return { kind: "missing", effect: existence(known, { family: "columns", key: shown, ifExists }) };
}

/** Whether another column holds the same values, so that they are not gone with this one. */
export function heldElsewhere(tables: Iterable<Table>, column: Column): "all" | "recast" | "none" {
  if (column.holds === null) return "none";
  const holders = [...tables].flatMap(({ columns }) =>
    [...columns.values()].filter(({ id, holds }) => id !== column.id && holds === column.holds),
  );
  if (holders.length === 0) return "none";
  return holders.some((holder) => !isRecast(column, holder)) ? "all" : "recast";
}

export function isHeldElsewhere(tables: Iterable<Table>, column: Column): boolean {
  return heldElsewhere(tables, column) === "all";
}

/** What goes with a column of which so much is elsewhere. */
export function lostOf(shown: string, held: ReturnType<typeof heldElsewhere>): readonly Loss[] {
  if (held === "all") return [];
  return [held === "none" ? `column:${shown}` : `values:${shown}`];
}

/** The second holds what the first had, and some of it in another form. */
export function isRecast({ recast: was = 0 }: Column, { recast: now = 0 }: Column): boolean {
  return now > was;
}

/** What is computed from other columns can be computed again. */
export function isComputed({ definition }: Column): boolean {
  return definition !== null && definition.generated !== null;
}
