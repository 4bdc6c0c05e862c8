import type { Loss } from "../model/judgement.ts";
import type { Schema, Table } from "./schema/schema.ts";
import { lossParts } from "../model/loss.ts";
import { isComputed } from "./on-column.ts";
import { tableById } from "./schema/by-id.ts";

/** Where the statements made a table or a column of the same name, its rows or its values alone are gone. */
export function leftEmpty(loss: Loss, { before, after }: Between): readonly Loss[] {
  const { kind, name } = lossParts(loss);
  if (kind === "table") {
    if (!isNew(after.tables.get(name), before)) return [loss];
    return [`rows:${name}`, ...missing(name, before, after)];
  }
  if (kind !== "column") return [loss];
  const isMade = [...before.tables.values()].some((table) => isMadeIn(table, name, { before, after }));
  return [isMade ? `values:${name}` : loss];
}

interface Between {
  readonly before: Schema;
  readonly after: Schema;
}

/** It is without these columns, whatever rows it gets. */
function missing(name: string, before: Schema, after: Schema): readonly Loss[] {
  const [was, now] = [before.tables.get(name), after.tables.get(name)];
  return [...(was?.columns ?? [])].flatMap(([column, known]) =>
    now?.complete !== true || now.columns.has(column) || isComputed(known) ? [] : [`column:${name}.${column}`],
  );
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
