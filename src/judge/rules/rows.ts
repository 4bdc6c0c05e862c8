// Statements that write rows: what they take away, nothing but another statement that knows the values brings back.
import type { ChangeOf } from "../../model/change.ts";
import type { Assignment } from "../../model/definition.ts";
import type { At, Effect, Rule } from "../rule.ts";
import type { Column, Id, Schema, Table } from "../schema.ts";
import { withColumn, withTable } from "../edit.ts";
import { existence } from "../existence.ts";
import { hazardOn, ROWS_WRITTEN } from "../hazards.ts";
import { isHeldElsewhere } from "../on-column.ts";
import { clientColumn, clientTable, effect, impact, unchanged } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

export const insert: Rule<"insert"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key });
    const missing = change.columns.filter((column) => table.complete && !table.columns.has(column));
    if (missing.length > 0) return effect(`${key} has no ${missing.join(", ")}`, { succeeds: "no" });
    const hazard = hazardOn(before, ROWS_WRITTEN);
    if (clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, change.source.from === "query" ? { hazard } : {});
    const overwrites = change.onConflict === "update" || change.onConflict === "replace";
    return effect(`this code meets rows in ${key} that it did not write`, {
      impact: impact("behaviour_change", "if_data"),
      loses: overwrites ? [`values:${key}`] : [],
      restorable: overwrites ? "none" : "nothing_lost",
      succeeds: change.onConflict === "error" ? insertSucceeds(table) : "yes",
      hazard,
    });
  },
  after: unchanged,
};

/** A key may be taken already. */
function insertSucceeds({ constraints }: Table): Effect["succeeds"] {
  return constraints.some(({ definition: { kind } }) => kind === "unique") ? "data_dependent" : "yes";
}

export const update: Rule<"update"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key });
    const missing = change.assignments.filter(({ column }) => table.complete && !table.columns.has(column));
    if (missing.length > 0)
      return effect(`${key} has no ${missing.map(({ column }) => column).join(", ")}`, { succeeds: "no" });
    const overwritten = change.assignments.filter(({ column }) => hasValues(at, change, column));
    const hazard = hazardOn(before, ROWS_WRITTEN);
    if (overwritten.length === 0)
      return effect(`columns of ${key} are filled that this code does not know`, { hazard });
    const known = overwritten.some(({ column }) => clientColumn(at, change.table, column) !== undefined);
    if (overwritten.every(({ column }) => fillsNulls(change, column)))
      return effect(`nulls of ${overwritten.map(({ column }) => `${key}.${column}`).join(", ")} are filled`, {
        impact: known ? impact("behaviour_change", "if_data") : impact("compatible", "always"),
        hazard,
      });
    return effect(`values of ${overwritten.map(({ column }) => `${key}.${column}`).join(", ")} are overwritten`, {
      impact: known ? impact("behaviour_change", "if_data") : impact("compatible", "always"),
      loses: overwritten.map(({ column }) => `values:${key}.${column}`),
      restorable: "none",
      hazard,
    });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) =>
      change.assignments.reduce((made, assignment) => withAssigned(made, { assignment, change, schema }), table),
    ),
};

function fillsNulls({ where }: ChangeOf<"update">, column: string): boolean {
  return new RegExp(String.raw`^\(*(?:\w+\.)?"?${column}"? is null\)*$`, "i").test(where?.trim() ?? "");
}

/** A column that was added by the same statements is empty: nothing of it is overwritten. */
function hasValues(at: At, change: ChangeOf<"update">, column: string): boolean {
  const known = tableIn(at.before, change.table)?.columns.get(column);
  if (known === undefined || known.holds === null) return false;
  return !isHeldElsewhere(at.before.tables.values(), known);
}

/** A column that is given another's values in every row holds them from then on. */
function withAssigned(
  table: Table,
  {
    assignment,
    change,
    schema,
  }: { readonly assignment: Assignment; readonly change: ChangeOf<"update">; readonly schema: Schema },
): Table {
  const column = table.columns.get(assignment.column);
  if (column === undefined) return table;
  const nullFree = assignment.from === "constant" && (!change.filtered || fillsNulls(change, assignment.column));
  const holds =
    fillsNulls(change, assignment.column) && column.holds === column.id
      ? column.holds
      : heldAfter(column, { assignment, change, schema });
  return withColumn(table, assignment.column, { ...column, holds, ...(nullFree && { nullFree }) });
}

function heldAfter(
  { holds }: Column,
  {
    assignment,
    change,
    schema,
  }: { readonly assignment: Assignment; readonly change: ChangeOf<"update">; readonly schema: Schema },
): Id | null {
  if (assignment.from !== "expression") return change.filtered ? holds : null;
  const [source, second] = assignment.reads;
  if (source === undefined || second !== undefined || assignment.text.trim() !== source) return null;
  const skipsNulls = new RegExp(String.raw`^\(*(?:\w+\.)?"?${source.replace(/^.*\./, "")}"? is not null\)*$`, "i");
  const skipsFilled = new RegExp(String.raw`^\(*(?:\w+\.)?"?${assignment.column}"? is null\)*$`, "i");
  const where = change.where?.trim() ?? "";
  const covers = !change.filtered || skipsNulls.test(where) || (holds === null && skipsFilled.test(where));
  if (!covers) return null;
  const own = tableIn(schema, change.table)?.columns.get(source.replace(/^.*\./, ""));
  return own?.holds ?? null;
}

export const deleteRows: Rule<"delete"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    if (tableIn(before, change.table) === undefined) return existence(before, { family: "tables", key });
    const children = referencesTo(before, key);
    const refused = children.filter(({ onDelete }) => !/cascade|set null|set default/i.test(onDelete));
    const cascaded = children.filter(({ onDelete }) => /cascade/i.test(onDelete)).map(({ table }) => table);
    const frame = {
      loses: [key, ...new Set(cascaded)].map((table) => `rows:${table}`),
      restorable: "none",
      succeeds: refused.length > 0 ? "data_dependent" : "yes",
      hazard: hazardOn(before, ROWS_WRITTEN),
    } as const;
    if (clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, { succeeds: frame.succeeds, hazard: frame.hazard });
    return effect(`rows of ${key} are gone`, {
      ...frame,
      impact: impact(children.length > 0 ? "writes_break" : "behaviour_change", "if_data"),
    });
  },
  after: unchanged,
};

function referencesTo(schema: Schema, key: string): readonly { readonly table: string; readonly onDelete: string }[] {
  return [...schema.tables].flatMap(([table, { constraints }]) =>
    constraints.flatMap(({ definition }) =>
      definition.kind === "foreign-key" && keyOf(schema, definition.references) === key
        ? [{ table, onDelete: definition.onDelete }]
        : [],
    ),
  );
}

export const merge: Rule<"merge"> = {
  effect: ({ table }, at) => {
    const key = keyOf(at.before, table);
    const hazard = hazardOn(at.before, ROWS_WRITTEN);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    return effect(`rows of ${key} are overwritten or removed`, {
      impact: impact("behaviour_change", "if_data"),
      loses: [`rows:${key}`],
      restorable: "none",
      hazard,
    });
  },
  after: unchanged,
};

export const load: Rule<"load"> = {
  effect: ({ table }, at) => {
    const key = keyOf(at.before, table);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    return effect(`this code meets rows in ${key} that it did not write`, {
      impact: impact("behaviour_change", "if_data"),
      hazard: hazardOn(at.before, ROWS_WRITTEN),
    });
  },
  after: unchanged,
};
