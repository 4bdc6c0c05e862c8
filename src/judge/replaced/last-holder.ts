// Values that are kept elsewhere for a while are gone with the last column that has them.
import type { Change } from "../../model/change.ts";
import type { Loss } from "../../model/judgement.ts";
import type { At, Effect } from "../rule.ts";
import type { Column, Id, Schema, Table } from "../schema/schema.ts";
import { isComputed } from "../on-column.ts";
import { tableIn } from "../schema/schema.ts";

/** Adds what the code knows and no column has any more, where the change takes away or overwrites a copy of it. */
export function withLastHolder(own: Effect, change: Change, { at, next }: Following): Effect {
  if (own.succeeds === "no") return own;
  const lost = copiesIn(change, at.before).filter((id) => !holds(next, id));
  const losses = lost.flatMap((id) => lossOf(id, { at, next })).filter((loss) => !isSaid(loss, own.loses));
  if (losses.length === 0) return own;
  return {
    ...own,
    because: `${own.because}; the last copy is gone of what was in ${losses.map(nameOf).join(", ")}`,
    loses: [...own.loses, ...losses],
    restorable: losses.some((loss) => loss.startsWith("values:")) ? "none" : "structure_only",
  };
}

interface Following {
  readonly at: Pick<At, "before" | "client">;
  readonly next: Schema;
}

/** The columns of which what is changed has copies. */
function copiesIn(change: Change, now: Schema): readonly Id[] {
  if (!TAKING.has(change.kind) || !("table" in change) || change.table === null) return [];
  const columns = tableIn(now, change.table)?.columns.values() ?? [];
  return [...columns].flatMap((column) => (column.holds === null || column.holds === column.id ? [] : [column.holds]));
}

const TAKING: ReadonlySet<Change["kind"]> = new Set(["drop-column", "drop-table", "update", "truncate-table"]);

function holds({ tables }: Schema, id: Id): boolean {
  return [...tables.values()].some(({ columns }) => [...columns.values()].some((column) => column.holds === id));
}

function lossOf(id: Id, { at: { client }, next }: Following): readonly Loss[] {
  const known = [...client.tables.values()].flatMap((table) => namedIn(table, id))[0];
  if (known === undefined || isComputed(known.column)) return [];
  const isThere = [...next.tables.values()].some((table) => namedIn(table, id).length > 0);
  return [`${isThere ? "values" : "column"}:${known.name}`];
}

function namedIn({ name, columns }: Table, id: Id): readonly { readonly name: string; readonly column: Column }[] {
  return [...columns].flatMap(([key, column]) => (column.id === id ? [{ name: `${name}.${key}`, column }] : []));
}

/** Of all the rows, or of the column by another word. */
function isSaid(loss: Loss, others: readonly Loss[]): boolean {
  const name = nameOf(loss);
  return others.some((other) => nameOf(other) === name || name.startsWith(`${nameOf(other)}.`));
}

function nameOf(loss: Loss): string {
  return loss.slice(loss.indexOf(":") + 1);
}
