import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { Assignment } from "../../../model/value.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import {
  cascadesFrom,
  clearedFrom,
  followersOf,
  referencesTo,
  referencesToColumns,
} from "../../constraints/foreign-keys.ts";
import { refusable } from "../../constraints/refused-rows.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { isHeldElsewhere, isRecast } from "../../on-column.ts";
import { takesAllRows } from "../../partitions/default-partition.ts";
import { clientColumn, clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { strictnessOf } from "../../schema/strictness.ts";
import { PARTITION_KEY } from "../../schema/ties.ts";
import { mayStrictlyRefuse } from "../../sqlite/strict-misfit.ts";
import { fillsNulls, keepsValue, withAssigned } from "../../values/assigned.ts";
import { neverUpdated, ownValueIn } from "../../values/never-taken.ts";
import { stampedBeside } from "../../values/stamped.ts";
import { ofNoTable } from "../../views/written-through.ts";
import { worstSuccess } from "../../worst.ts";

export const update: Rule<"update"> = {
  effect: (change, at) => {
    const { before } = at;
    const table = tableIn(before, change.table);
    if (table === undefined) return ofNoTable(change, before);
    const obstacle = obstacleTo(change, table, before);
    if (obstacle !== undefined) return effect(obstacle, { succeeds: "no" });
    return replacedBy(change, at) ?? withRefusals(overwriting(change, at), change, { table, before });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) =>
      [...change.assignments, ...stampsOf(change, table)].reduce(
        (made, assignment) => withAssigned(made, { assignment, change, schema }),
        table,
      ),
    ),
};

interface Place {
  readonly table: Table;
  readonly before: Schema;
}

function withRefusals(own: Effect, change: ChangeOf<"update">, { table, before }: Place): Effect {
  const refused = refusable(change, table, before);
  const isOpen = refused.length > 0 || mayStrictlyRefuse(change, table);
  const succeeds = worstSuccess([isOpen ? "data_dependent" : "yes", moves(change, table, before)]);
  if (refused.length === 0) return { ...own, succeeds };
  const shown = refused.map((column) => `${keyOf(before, change.table)}.${column}`).join(", ");
  return { ...own, succeeds, because: `${own.because}; what is written to ${shown} may be refused` };
}

function overwriting(change: ChangeOf<"update">, at: At): Effect {
  const { before } = at;
  const key = keyOf(before, change.table);
  const overwritten = change.assignments.filter(
    (assignment) => hasValues(at, change, assignment.column) && !keepsValue(assignment, change),
  );
  const names = overwritten.map(({ column }) => column);
  const moved = movedBy(change, at).filter((column) => !names.includes(column));
  const seen = overwritten.flatMap(({ column }) => clientColumn(at, change.table, column) ?? []);
  const shown = names.map((column) => `${key}.${column}`);
  const frame = {
    impact: seen.length + moved.length > 0 ? impactOf([...names, ...moved], key, before) : COMPATIBLE,
    hazard: hazardOn(before, ROWS_WRITTEN),
  };
  if (overwritten.length === 0) return effect(filledText(key, moved), frame);
  const isFilling = overwritten.every(({ column }) => fillsNulls(change, column));
  // No row has a value less; which of them had none is what a way back would have to know.
  const hadNulls = at.side === "up" && seen.some(({ definition }) => definition?.nullable !== false);
  if (isFilling && !hadNulls) return effect(`nulls of ${shown.join(", ")} are filled`, frame);
  return effect(`${isFilling ? "nulls" : "values"} of ${shown.join(", ")} are overwritten`, {
    ...frame,
    loses: [...shown.map((column) => `values:${column}`), ...followersOf(before, key, names)],
    restorable: "none",
  });
}

function stampsOf({ assignments }: ChangeOf<"update">, table: Table): readonly Assignment[] {
  const set = assignments.map(({ column }) => column);
  return stampedBeside(set, table).map((column) => ({
    column,
    from: "expression",
    reads: [],
    text: "now()",
    nulls: "never",
  }));
}

/** Another value of what its rows are parted by is of another partition, or of none. */
function moves({ assignments }: ChangeOf<"update">, table: Table, before: Schema): Effect["succeeds"] {
  const parting = table.ties.get(PARTITION_KEY)?.names.columns ?? [];
  const isMoved = assignments.some(({ column }) => parting.includes(column));
  return isMoved && !takesAllRows(before, table) ? "data_dependent" : "yes";
}

/** Why it fails whatever the rows are. */
function obstacleTo(change: ChangeOf<"update">, table: Table, before: Schema): string | undefined {
  const missing = change.assignments.filter(({ column }) => table.complete && !table.columns.has(column));
  if (missing.length > 0) return `${table.name} has no ${missing.map(({ column }) => column).join(", ")}`;
  if (before.dialect === "postgresql") return neverUpdated(change, table, before);
  return isInnoDb(before) && strictnessOf(before) === "strict" ? ownValueIn(change, table) : undefined;
}

function filledText(key: string, moved: readonly string[]): string {
  if (moved.length === 0) return `columns of ${key} are filled that this code does not know`;
  return `values of ${moved.map((column) => `${key}.${column}`).join(", ")} are elsewhere, and others are in their place`;
}

/** Rows that refer to what is no longer there are refused. */
function impactOf(columns: readonly string[], key: string, before: Schema): Impact {
  const isReferred = referencesToColumns(before, key, columns).length > 0;
  return impact(isReferred ? "writes_break" : "behaviour_change", "if_data");
}

/** What hangs on a row that is in the way goes with it. */
function replacedBy({ replaces, table, assignments }: ChangeOf<"update">, at: At): Effect | undefined {
  const key = keyOf(at.before, table);
  if (replaces !== true || clientTable(at, table) === undefined) return undefined;
  const values = assignments.map(({ column }) => `values:${key}.${column}`);
  const rows = [key, ...cascadesFrom(at.before, key)].map((each) => `rows:${each}`);
  const columns = assignments.map(({ column }) => column);
  return effect(`rows of ${key} are deleted that are in the way of new values`, {
    impact: impact(referencesTo(at.before, key).length > 0 ? "writes_break" : "behaviour_change", "if_data"),
    loses: [...rows, ...clearedFrom(at.before, key), ...values, ...followersOf(at.before, key, columns)],
    restorable: "none",
    hazard: hazardOn(at.before, ROWS_WRITTEN),
  });
}

/** Columns that the code knows, whose values are kept in another column and are others from then on. */
function movedBy(change: ChangeOf<"update">, at: At): readonly string[] {
  const [now, next] = [tableIn(at.before, change.table), tableIn(update.after(change, at.before), change.table)];
  return change.assignments.flatMap(({ column }) => {
    const isKnown = clientColumn(at, change.table, column) !== undefined;
    const [was, is] = [now?.columns.get(column), next?.columns.get(column)];
    return isKnown && was !== undefined && was.holds !== null && isOther(was, is) ? [column] : [];
  });
}

function isOther(was: Column, is: Column | undefined): boolean {
  return is === undefined || is.holds !== was.holds || isRecast(was, is);
}

/** A column that was added by the same statements is empty: nothing of it is overwritten. */
function hasValues(at: At, change: ChangeOf<"update">, column: string): boolean {
  const known = tableIn(at.before, change.table)?.columns.get(column);
  if (known === undefined || known.holds === null) return false;
  return !isHeldElsewhere(at.before.tables.values(), known);
}

const COMPATIBLE: Impact = impact("compatible", "always");
