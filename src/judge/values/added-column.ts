// What inserts that do not name a new column meet.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Value } from "../../model/value.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { refusingParent } from "../constraints/foreign-keys.ts";
import { impact } from "../rule.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { mayReadMalformed } from "../sqlite/malformed-json.ts";
import { writerByPlace } from "../triggers/written-by-place.ts";
import { isUnfit } from "../types/unfit-values.ts";
import { takesWhatIsLeft, typeTakesWhatIsLeft } from "./left-by-others.ts";
import { mayBeNull } from "./may-be-null.ts";
import { both } from "./value.ts";

export interface Met {
  readonly because: string;
  readonly impact: Impact;
  readonly succeeds: Effect["succeeds"];
}

/** Undefined where the database fills the column, and nothing refuses what it fills it with. */
export function metByInserts(change: ChangeOf<"add-column">, at: At, shown: string): Met | undefined {
  const { before } = at;
  const { column, constraints } = change;
  const answers = constraints.map((constraint) => takesWhatIsLeft(constraint, [column], before));
  const taken = answers.reduce(both, typeTakesWhatIsLeft(column, before));
  if (taken === false)
    return {
      because: `what ${shown} is left with is refused: inserts that do not name it fail`,
      impact: impact("writes_break", "always"),
      succeeds: "data_dependent",
    };
  const writer = writerByPlace(change, at);
  if (writer !== undefined)
    return {
      because: `${writer.shown} writes rows without naming the columns, and has a value too few or too many now`,
      impact: impact("writes_break", writer.when),
      succeeds: taken === true ? "yes" : "data_dependent",
    };
  const parents = constraints.flatMap((constraint) => refusingParent(constraint, at, [column]) ?? []);
  if (parents.length > 0)
    return {
      because: `rows that the new code writes to ${keyOf(before, change.table)} keep rows of ${parents.join(", ")} from being deleted`,
      impact: impact("writes_break", "if_data"),
      succeeds: taken === true ? "yes" : "data_dependent",
    };
  if (taken === true && !mayNotBeComputed(column, tableIn(before, change.table), before)) return undefined;
  return {
    because: `what ${shown} is left with may be refused`,
    impact: impact("writes_break", "if_data"),
    succeeds: "data_dependent",
  };
}

/** What is computed from the columns that are there may be no value, or none that fits. */
export function mayNotBeComputed(column: ColumnDefinition, table: Table | undefined, schema: Schema): boolean {
  if (column.generated === null || table === undefined) return false;
  const { names, text, nulls = "never" } = column.generated;
  const computed: Value = { from: "expression", reads: names?.columns ?? [], text, nulls };
  const isRefusedNull = !column.nullable && mayBeNull(computed, table);
  if (isRefusedNull) return true;
  // SQLite keeps any value.
  if (schema.dialect === "sqlite") return mayReadMalformed(computed.text, computed.reads, [table]);
  return isUnfit(computed, { type: column.type, tables: [table], schema });
}
