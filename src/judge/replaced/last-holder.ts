// Values that are kept elsewhere for a while are gone with the last column that has them.
import type { Change } from "../../model/change.ts";
import type { Loss } from "../../model/judgement.ts";
import type { At, Effect } from "../rule.ts";
import type { Done } from "../run.ts";
import type { Column, Id, Schema, Table } from "../schema/schema.ts";
import { isComputed } from "../on-column.ts";
import { tableIn } from "../schema/schema.ts";

/** Adds what the code knows and no column has any more, where the change takes away or overwrites a copy of it. */
export function withLastHolder(own: Effect, change: Change, { at, next }: Following): Effect {
  if (own.succeeds === "no" || !TAKING.has(change.kind) || !("table" in change) || change.table === null) return own;
  const table = tableIn(at.before, change.table);
  return table === undefined ? own : withLost(own, lastCopies([table], { at, next }));
}

/** Temporary tables are gone when the session ends, with what they alone have then. */
export function withSessionEnd(done: readonly Done[], at: Following["at"]): readonly Done[] {
  const { tables } = at.before;
  const temporary = [...tables.values()].filter(({ settings }) => settings.has("temporary"));
  const last = done.at(-1);
  if (temporary.length === 0 || last === undefined) return done;
  const left = [...tables].filter(([, table]) => !temporary.includes(table));
  const effect = withLost(last.effect, lastCopies(temporary, { at, next: { ...at.before, tables: new Map(left) } }));
  return [...done.slice(0, -1), { ...last, effect, loses: [...new Set([...last.loses, ...effect.loses])] }];
}

function withLost(own: Effect, lost: readonly Loss[]): Effect {
  const losses = lost.filter((loss) => !isSaid(loss, own.loses));
  if (losses.length === 0) return own;
  return {
    ...own,
    because: `${own.because}; the last copy is gone of what was in ${losses.map(nameOf).join(", ")}`,
    loses: [...own.loses, ...losses],
    restorable: own.restorable === "none" || losses.some(isOfValues) ? "none" : "structure_only",
  };
}

function isOfValues(loss: Loss): boolean {
  return loss.startsWith("values:");
}

interface Following {
  readonly at: Pick<At, "before" | "client">;
  readonly next: Schema;
}

function lastCopies(tables: readonly Table[], { at, next }: Following): readonly Loss[] {
  const copies = tables.flatMap(({ columns }) => [...columns.values()]).filter(({ id, holds }) => holds !== id);
  const lost = new Set(
    copies.flatMap(({ holds: id, recast }) => (id === null || holds(next, id, recast ?? 0) ? [] : [id])),
  );
  const whole = [...at.client.tables.values()].filter((table) => isLostWhole(table, lost, next));
  const inside = new Set(whole.flatMap(({ columns }) => [...columns.values()].map(({ id }) => id)));
  const others = [...lost].filter((id) => !inside.has(id)).flatMap((id) => lossOf(id, { at, next }));
  return [...whole.map(({ name }) => `table:${name}`), ...others];
}

function isLostWhole({ id, columns }: Table, lost: ReadonlySet<Id>, { tables }: Schema): boolean {
  const own = [...columns.values()].filter((column) => !isComputed(column));
  if (own.length === 0 || !own.every((column) => lost.has(column.id))) return false;
  return ![...tables.values()].some((table) => table.id === id);
}

const TAKING: ReadonlySet<Change["kind"]> = new Set([
  "drop-column",
  "drop-table",
  "update",
  "delete",
  "truncate-table",
  "change-type",
]);

/** In no other form than so often changed. */
function holds({ tables }: Schema, id: Id, recast: number = Infinity): boolean {
  return [...tables.values()].some(({ columns }) =>
    [...columns.values()].some((column) => column.holds === id && (column.recast ?? 0) <= recast),
  );
}

function lossOf(id: Id, { at: { client }, next }: Following): readonly Loss[] {
  const known = [...client.tables.values()].flatMap((table) => namedIn(table, id))[0];
  if (known === undefined || isComputed(known.column)) return [];
  const isThere = [...next.tables.values()].some((table) => namedIn(table, id).length > 0);
  return [`${isThere || holds(next, id) ? "values" : "column"}:${known.name}`];
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
