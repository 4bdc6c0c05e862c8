import type { Name } from "../model/definition.ts";
import type { At, Effect } from "./rule.ts";
import type { Column, Table } from "./schema/schema.ts";
import { clientColumn, isAssumed } from "./rule.ts";
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
    }
  | { readonly kind: "missing"; readonly effect: Effect };

export function findColumn(
  at: At,
  { table: name, column }: { readonly table: Name; readonly column: string },
  ifExists = false,
): Found {
  const { before } = at;
  const key = keyOf(before, name);
  const table = tableIn(before, name);
  if (table === undefined) return { kind: "missing", effect: existence(before, { family: "tables", key, ifExists }) };
  const shown = `${key}.${column}`;
  const found = table.columns.get(column);
  if (found !== undefined && !isAssumed(at, found))
    return { kind: "found", table, column: found, shown, isNew: clientColumn(at, name, column) === undefined };
  const known = { complete: before.complete || table.complete, dropped: before.dropped };
  return { kind: "missing", effect: existence({ ...before, ...known }, { family: "columns", key: shown, ifExists }) };
}

/** Another column of the table holds the same values, so that they are not gone with this one. */
export function isHeldElsewhere(tables: Iterable<Table>, column: Column): boolean {
  if (column.holds === null) return false;
  return [...tables].some((table) =>
    [...table.columns.values()].some(({ id, holds }) => id !== column.id && holds === column.holds),
  );
}

/** What is computed from other columns can be computed again. */
export function isComputed({ definition }: Column): boolean {
  return definition !== null && definition.generated !== null;
}
