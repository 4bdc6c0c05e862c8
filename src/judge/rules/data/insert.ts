import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { withoutArbiter } from "../../constraints/arbiter.ts";
import { cascadesFrom, clearedFrom, referencesTo } from "../../constraints/foreign-keys.ts";
import { miscountedFor, namesNothing, refusingValues } from "../../constraints/miscounted.ts";
import { insertSucceeds } from "../../constraints/refused-rows.ts";
import { refusedFor } from "../../constraints/refused-values.ts";
import { unfitLiteralIn } from "../../constraints/unfit-literals.ts";
import { checksTakeRows } from "../../constraints/written-rows.ts";
import { ROWS_ADDED, ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { isComputed } from "../../on-column.ts";
import { takesAllRows } from "../../partitions/default-partition.ts";
import { withCopied } from "../../replaced/copied-rows.ts";
import { isCopySure } from "../../replaced/copy-succeeds.ts";
import { clientTable, effect, impact, UNDETERMINED } from "../../rule.ts";
import { primaryKeyOf } from "../../schema/primary-key.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { ROW_NUMBERS } from "../../sqlite/row-numbers.ts";
import { strictlyRefused } from "../../sqlite/strict-misfit.ts";
import { neverInserted } from "../../values/never-taken.ts";
import { ofNoTable } from "../../views/written-through.ts";
import { worstSuccess } from "../../worst.ts";

export const insert: Rule<"insert"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return ofNoTable(change, before);
    const obstacle = obstacleTo(change, table, before);
    if (obstacle !== undefined) return effect(obstacle, { succeeds: "no" });
    const hazard = hazardOn(before, change.source.from === "values" ? ROWS_ADDED : ROWS_WRITTEN);
    const succeeds = succeedsOn(change, table, before);
    if (succeeds === "no") return effect(`a check of ${key} refuses what is written`, { succeeds });
    if (clientTable(at, change.table) === undefined) return unknownFilled(change, before, { succeeds, hazard });
    if (change.onConflict === "replace" && !isListed(before, table))
      return effect(`rows of ${key} are replaced, and what references them is not known without the schema`, {
        impact: UNDETERMINED,
        loses: [`values:${key}`],
        restorable: "none",
        hazard,
      });
    const loses = overwritten(change, table, before);
    return effect(`this code meets rows in ${key} that it did not write`, {
      impact: impact(takesParents(change, before) ? "writes_break" : "behaviour_change", "if_data"),
      loses,
      restorable: loses.length > 0 ? "none" : "nothing_lost",
      succeeds,
      hazard,
    });
  },
  after: withCopied,
};

/** Why it fails whatever the rows are. */
function obstacleTo(change: ChangeOf<"insert">, table: Table, before: Schema): string | undefined {
  for (const ask of OBSTACLES) {
    const obstacle = ask(change, table, before);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

const OBSTACLES: readonly ((change: ChangeOf<"insert">, table: Table, before: Schema) => string | undefined)[] = [
  missingIn,
  missingFrom,
  miscountedFor,
  namesNothing,
  withoutArbiter,
  refusedFor,
  unfitLiteralIn,
  strictlyRefused,
  refusingValues,
  neverInserted,
];

function unknownFilled(
  change: ChangeOf<"insert">,
  before: Schema,
  { succeeds, hazard }: Pick<Effect, "succeeds" | "hazard">,
): Effect {
  const unknown = `${keyOf(before, change.table)} is not known to this code`;
  const counters = uncountedBy(change, before).join(", ");
  const because = counters === "" ? unknown : `${unknown}; ${counters} gives the same numbers again until it is set`;
  return effect(because, { succeeds, ...(change.source.from === "query" && { hazard }) });
}

/** Counters that do not notice the numbers which the rows come with. */
function uncountedBy(change: ChangeOf<"insert">, before: Schema): readonly string[] {
  const filled = tableIn(withCopied(change, before), change.table);
  return [...(filled?.columns.values() ?? [])].flatMap(({ behind }) => behind ?? []);
}

function missingIn({ columns }: ChangeOf<"insert">, table: Table, before: Schema): string | undefined {
  const missing = columns.filter((column) => isMissing(column, table, before));
  return missing.length === 0 ? undefined : `${table.name} has no ${missing.join(", ")}`;
}

/** What is taken from one table has to be there. */
function missingFrom({ source }: ChangeOf<"insert">, _into: Table, before: Schema): string | undefined {
  if (source.from !== "query" || source.selects === undefined || source.selects === "all") return undefined;
  const [read, other] = source.reads;
  const table = read === undefined || other !== undefined ? undefined : tableIn(before, read);
  const missing = source.selects.filter(
    (column) => column !== null && table !== undefined && isMissing(column, table, before),
  );
  return missing.length === 0 ? undefined : `${table?.name ?? ""} has no ${missing.join(", ")}`;
}

/** A table of SQLite numbers its rows whether it says so or not. */
function isMissing(column: string, table: Table, { dialect }: Schema): boolean {
  if (dialect === "sqlite" && ROW_NUMBERS.has(column)) return false;
  return table.complete && !table.columns.has(column);
}

type Written = Pick<ChangeOf<"insert">, "table" | "onConflict" | "overwrites">;

/** What was in rows that have the key of a new one, and what hangs on them. */
export function overwritten(written: Written, table: Table, before: Schema): readonly string[] {
  return [...overwrittenBy(written, table, before), ...replacedWith(written, before)];
}

/** REPLACE deletes a row before it inserts the new one, and what hangs on it goes too. */
function replacedWith({ onConflict, table }: Written, before: Schema): readonly string[] {
  const key = keyOf(before, table);
  if (onConflict !== "replace") return [];
  return [...cascadesFrom(before, key).map((child) => `rows:${child}`), ...clearedFrom(before, key)];
}

/** Rows that refer to those that go with a replaced one are refused then. */
function takesParents({ onConflict, table }: Written, before: Schema): boolean {
  const gone = onConflict === "replace" ? cascadesFrom(before, keyOf(before, table)) : [];
  return gone.some((child) => referencesTo(before, child).length > 0);
}

function overwrittenBy(
  { onConflict, overwrites, table: name }: Written,
  table: Table,
  before: Schema,
): readonly string[] {
  if (onConflict !== "update" && onConflict !== "replace") return [];
  const key = keyOf(before, name);
  const columns = overwrites ?? (table.complete ? besidesKey(table, before) : []);
  return columns.length === 0 ? [`values:${key}`] : columns.map((column) => `values:${key}.${column}`);
}

/** All that a row says but which one it is. */
function besidesKey({ name, columns }: Table, before: Schema): readonly string[] {
  const identity = primaryKeyOf(before, name);
  return [...columns]
    .filter(([column, known]) => !identity.includes(column) && !isComputed(known))
    .map(([column]) => column);
}

function succeedsOn(change: ChangeOf<"insert">, table: Table, before: Schema): Effect["succeeds"] {
  const copied = change.onConflict !== "error" || isCopySure(change, before) ? "yes" : "data_dependent";
  const placed = takesAllRows(before, table) ? "yes" : "data_dependent";
  return worstSuccess([insertSucceeds(change, table, before), copied, placed, checked(change, table, before)]);
}

function checked(change: ChangeOf<"insert">, table: Table, before: Schema): Effect["succeeds"] {
  const taken = checksTakeRows(change, table, before);
  if (taken === false) return "no";
  return taken === true ? "yes" : "data_dependent";
}
