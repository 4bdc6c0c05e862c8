import type { Loss } from "../model/judgement.ts";
import type { Schema } from "./schema/schema.ts";
import { lossParts } from "../model/loss.ts";
import { tableById } from "./schema/by-id.ts";

/** A loss by the names that things have where the statements begin, whatever they are called when it happens. */
export function withFirstName(loss: Loss, now: Schema, first: Schema): Loss {
  const { kind, name } = lossParts(loss);
  if (kind === "sequence") return `${kind}:${firstSequence(name, now, first)}`;
  return `${kind}:${firstTable(name, now, first) ?? firstColumn(name, now, first) ?? name}`;
}

function firstSequence(name: string, now: Schema, first: Schema): string {
  const id = now.sequences.get(name)?.id;
  return [...first.sequences].find(([, sequence]) => sequence.id === id)?.[0] ?? name;
}

function firstTable(name: string, now: Schema, first: Schema): string | undefined {
  return tableById(first, now.tables.get(name)?.id)?.name;
}

/** Names may have dots themselves. */
function firstColumn(name: string, now: Schema, first: Schema): string | undefined {
  for (const [key, { id, columns }] of now.tables) {
    const column = name.startsWith(`${key}.`) ? columns.get(name.slice(key.length + 1)) : undefined;
    const table = column === undefined ? undefined : tableById(first, id);
    const [was] = [...(table?.columns ?? [])].find(([, known]) => known.id === column?.id) ?? [];
    if (table !== undefined && was !== undefined) return `${table.name}.${was}`;
  }
  return undefined;
}
