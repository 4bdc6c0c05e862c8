// What a foreign key does to the rows that refer to one that goes, and what their own table says to that.
import type { Index, Schema, Table } from "../schema/schema.ts";
import type { Value } from "../values/value.ts";
import type { Reference } from "./foreign-keys.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { mayRefuse } from "../triggers/may-refuse.ts";
import { isOff } from "../triggers/off.ts";
import { checkAnswer } from "../values/check-answer.ts";
import { evaluate } from "../values/evaluate.ts";
import { passes } from "../values/left-by-others.ts";
import { CLEARS } from "./foreign-keys.ts";

type Action = Pick<Reference, "columns" | "onDelete">;

/**
 * Whether a check, a key, a computed column or a trigger of theirs may refuse it. InnoDB asks no trigger, and no check
 * may stand on such a column.
 */
export function mayRefuseFollowing({ columns, onDelete }: Action, table: Table, schema: Schema): boolean {
  if (isInnoDb(schema)) return false;
  if (onDelete === "cascade") return mayStop("delete", [], { table, schema });
  if (!CLEARS.has(onDelete)) return false;
  const cleared: ReadonlyMap<string, Value> = new Map(
    columns.map((column) => [column.toLowerCase(), leftIn(column, onDelete, table)]),
  );
  return refusesValues(columns, cleared, table) || mayStop("update", columns, { table, schema });
}

function leftIn(column: string, onDelete: string, { columns }: Table): Value {
  const given = columns.get(column)?.definition?.default;
  if (onDelete === "set null" || given === undefined || given.kind === "none" || given.kind === "null") return null;
  return given.kind === "constant" ? evaluate(given.text, new Map()) : undefined;
}

function refusesValues(
  columns: readonly string[],
  cleared: ReadonlyMap<string, Value>,
  { constraints, indexes, columns: all }: Table,
): boolean {
  const isRefusing = constraints.some(
    ({ definition }) =>
      definition.kind === "check" &&
      definition.enforcement !== "not-enforced" &&
      definition.columns.some((column) => columns.includes(column)) &&
      passes(checkAnswer(definition.text, cleared)) !== true,
  );
  const isLost = [...all.values()].some(({ definition }) => {
    const reads = definition?.generated?.names?.columns ?? [];
    return definition?.nullable === false && reads.some((column) => columns.includes(column));
  });
  return isRefusing || isLost || indexes.some((index) => mayCollide(index, columns, cleared));
}

/** Nulls are told apart; rows that come into a key, or share what is computed from a null, are not. */
function mayCollide(
  { definition: { unique, keys, where, names, nullsAreSame } }: Index,
  columns: readonly string[],
  cleared: ReadonlyMap<string, Value>,
): boolean {
  const isAsked = columns.some((column) => keys.includes(column) || names?.columns.includes(column) === true);
  if (!unique || !isAsked) return false;
  const isInside = where === null ? true : evaluate(where, cleared);
  const isToldApart = nullsAreSame !== true && keys.some((key) => cleared.get(key.toLowerCase()) === null);
  return isInside !== false && isInside !== null && !isToldApart;
}

function mayStop(
  event: "update" | "delete",
  columns: readonly string[],
  { table, schema }: { readonly table: Table; readonly schema: Schema },
): boolean {
  return [...table.triggers].some(([name, trigger]) => {
    const { events, timing, updatesOf } = trigger;
    const isWaiting = updatesOf === undefined || updatesOf.some((column) => columns.includes(column));
    const isFired = !isOff(name, table) && events.includes(event) && (event === "delete" || isWaiting);
    return isFired && mayRefuse(trigger, { table, schema, events: [event], timing, isNew: () => false });
  });
}
