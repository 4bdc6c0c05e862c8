import type { Loss } from "../model/judgement.ts";
import type { Schema, Table } from "./schema/schema.ts";
import { lossParts } from "../model/loss.ts";
import { tableById } from "./schema/by-id.ts";

/** Where the statements made a table or a column of the same name, its rows or its values alone are gone. */
export function leftEmpty(loss: Loss, before: Schema, after: Schema): Loss {
  const { kind, name } = lossParts(loss);
  if (kind === "table") return isNew(after.tables.get(name), before) ? `rows:${name}` : loss;
  if (kind !== "column") return loss;
  return [...before.tables.values()].some((table) => isMadeIn(table, name, { before, after }))
    ? `values:${name}`
    : loss;
}

function isNew(now: { readonly id: number } | undefined, { nextId }: Schema): boolean {
  return now !== undefined && now.id >= nextId;
}

/** Names may have dots themselves. */
function isMadeIn(
  table: Table,
  name: string,
  { before, after }: { readonly before: Schema; readonly after: Schema },
): boolean {
  const column = name.slice(table.name.length + 1);
  if (name !== `${table.name}.${column}` || !table.columns.has(column)) return false;
  const now = tableById(after, table.id) ?? after.tables.get(table.name);
  return isNew(now?.columns.get(column), before);
}
