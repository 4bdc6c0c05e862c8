import type { Loss } from "../model/judgement.ts";
import type { Column, Schema, Table } from "./schema/schema.ts";
import { lossParts } from "../model/loss.ts";
import { tableById } from "./schema/by-id.ts";
import { holderIn, takenOver } from "./schema/taken-over.ts";

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
  const table = now.tables.get(name);
  return (tableById(first, table?.id) ?? takenOver(table, now, first) ?? copiedTo(table, first))?.name;
}

/** Its rows are those of the one that goes in the same statement, and what refers to them goes by its name. */
function copiedTo(table: Table | undefined, first: Schema): Table | undefined {
  const [original] = table?.copyOf ?? [];
  return tableById(first, original);
}

/** Names may have dots themselves. */
function firstColumn(name: string, now: Schema, first: Schema): string | undefined {
  for (const [key, table] of now.tables) {
    const column = name.startsWith(`${key}.`) ? table.columns.get(name.slice(key.length + 1)) : undefined;
    const own = tableById(first, table.id);
    const known = own ?? takenOver(table, now, first);
    const was = own === undefined ? holderIn(known, column) : byId(own, column);
    const [called] = [...(known?.columns ?? [])].find(([, each]) => each === was) ?? [];
    if (known !== undefined && called !== undefined) return `${known.name}.${called}`;
  }
  return undefined;
}

function byId({ columns }: Table, column: Column | undefined): Column | undefined {
  return [...columns.values()].find(({ id }) => id === column?.id);
}
