import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { withoutArbiter } from "../../constraints/arbiter.ts";
import { cascadesFrom, referencesTo } from "../../constraints/foreign-keys.ts";
import { miscountedFor, namesNothing, refusingValues } from "../../constraints/miscounted.ts";
import { insertSucceeds } from "../../constraints/refused-rows.ts";
import { refusedFor } from "../../constraints/refused-values.ts";
import { unfitLiteralIn } from "../../constraints/unfit-literals.ts";
import { checksTakeRows } from "../../constraints/written-rows.ts";
import { ROWS_ADDED, ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { takesAllRows } from "../../partitions/default-partition.ts";
import { withCopied } from "../../replaced/copied-rows.ts";
import { isCopySure } from "../../replaced/copy-succeeds.ts";
import { clientTable, effect, impact, UNDETERMINED } from "../../rule.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { ROW_NUMBERS } from "../../sqlite/row-numbers.ts";
import { strictlyRefused } from "../../sqlite/strict-misfit.ts";
import { neverInserted } from "../../values/never-taken.ts";
import { overwritten } from "../../values/overwritten.ts";
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
    return effect(metBy(change, key), {
      impact: impact(takesParents(change, before) ? "writes_break" : "behaviour_change", "if_data"),
      loses,
      restorable: loses.length > 0 ? "none" : "nothing_lost",
      succeeds,
      hazard,
    });
  },
  after: withCopied,
};

function metBy({ onConflict }: ChangeOf<"insert">, key: string): string {
  const met = `this code meets rows in ${key} that it did not write`;
  return onConflict === "replace" ? `rows with the same key go first, and ${met}` : met;
}

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

/** Rows that refer to those that go with a replaced one are refused then. */
function takesParents({ onConflict, table }: ChangeOf<"insert">, before: Schema): boolean {
  const gone = onConflict === "replace" ? cascadesFrom(before, keyOf(before, table)) : [];
  return gone.some((child) => referencesTo(before, child).length > 0);
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
