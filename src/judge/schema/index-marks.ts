// That a table is ordered by an index, or its rows are told apart by it: said of the table, and gone with the index.
import type { Table } from "./schema.ts";

/** An index by which PostgreSQL has ordered a table is the one for next time. */
export function orderedBy(table: Table, index: string): Table {
  return { ...table, settings: new Map(table.settings).set("cluster-on", index) };
}

/** pg_index has the marks, in `indisclustered` and `indisreplident`. */
export function withoutMarksOf(table: Table, index: string): Table {
  const left = [...table.settings].filter(([setting, value]) => !(BY_INDEX.has(setting) && value === index));
  return left.length === table.settings.size ? table : { ...table, settings: new Map(left) };
}

const BY_INDEX: ReadonlySet<string> = new Set(["cluster-on", "replica-identity"]);
