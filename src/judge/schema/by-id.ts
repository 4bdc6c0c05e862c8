import type { Id, Schema, Table } from "./schema.ts";

export function tableById(schema: Schema, id: Id | undefined): Table | undefined {
  if (id === undefined) return undefined;
  let byId = BY_ID.get(schema.tables);
  if (byId === undefined) {
    byId = new Map([...schema.tables.values()].map((table) => [table.id, table]));
    BY_ID.set(schema.tables, byId);
  }
  return byId.get(id);
}

/** Found once for each state of the tables: a long migration asks for them thousands of times. */
const BY_ID = new WeakMap<ReadonlyMap<string, Table>, ReadonlyMap<Id, Table>>();
