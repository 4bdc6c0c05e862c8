import type { ChangeOf } from "../../model/change.ts";
import type { Output, ViewColumn } from "../../model/change/views.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Schema, Table, View } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { sameText } from "../schema/same-text.ts";
import { tableIn } from "../schema/schema.ts";
import { columnsOfShape } from "../schema/shape-columns.ts";
import { typeChange } from "../types/change.ts";
import { worstImpact } from "../worst.ts";
import { isTextButWider } from "./wider-text.ts";

type Parts = Pick<View, "columns" | "outputs" | "rest" | "text">;

/** A view's columns as they come to be when it is made. */
export function partsOf(change: ChangeOf<"create-view">, schema: Schema): Parts {
  const { columns, query, text } = change;
  const table = onlyTableOf(change, schema);
  const parts = { columns, rest: query?.rest ?? null, text };
  if (query === undefined) return { ...parts, columns: columns ?? starColumns(change, schema), outputs: null };
  if (query.outputs !== "all") return { ...parts, outputs: query.outputs.map((output) => typed(output, table)) };
  return table?.complete === true ? { ...parts, ...allOf(table, columns) } : { ...parts, outputs: null };
}

function starColumns({ shape }: ChangeOf<"create-view">, schema: Schema): Parts["columns"] {
  return shape === undefined ? null : columnsOfShape(shape, schema);
}

function onlyTableOf({ reads, query }: ChangeOf<"create-view">, schema: Schema): Table | undefined {
  const [only, second] = reads;
  if (only === undefined || second !== undefined || query?.isOfOneTable !== true) return undefined;
  return tableIn(schema, only);
}

function allOf({ columns }: Table, named: Parts["columns"]): Pick<Parts, "columns" | "outputs"> {
  const outputs = [...columns].map(([name, { definition }]) => ({ text: name, type: definition?.type ?? null }));
  return { columns: named ?? [...columns.keys()], outputs };
}

function typed({ text, column, type }: Output, table: Table | undefined): ViewColumn {
  const known = column === null ? undefined : table?.columns.get(column)?.definition?.type;
  return { text, type: type ?? known ?? null };
}

/** Whether each column that stays has the type that it had: PostgreSQL replaces no view otherwise. */
export function keepsTypes(before: Parts, now: Parts): "yes" | "no" | "undetermined" {
  const pairs = pairsOf(before, now, (_, place) => place);
  if (pairs === null) return sameText(before.text, now.text) ? "yes" : "undetermined";
  if (pairs.some(([one, other]) => isOther(one.type, other.type))) return "no";
  return pairs.every(([one, other]) => isSame(one, other)) ? "yes" : "undetermined";
}

/** A view that took the place of another, as those see it who read the other. */
export function viewDifference(before: Parts, now: Parts): Impact {
  if (sameText(before.text, now.text)) return impact("compatible", "always");
  const pairs = pairsOf(before, now, (name) => now.columns?.indexOf(name) ?? -1);
  if (pairs === null && isTextButWider(before.text, now.text)) return impact("compatible", "always");
  if (pairs === null) return impact("behaviour_change", "if_referenced");
  const columns = pairs.map(([one, other]) => columnDifference(one, other));
  return worstImpact([
    ...columns,
    impact(before.rest === now.rest ? "compatible" : "behaviour_change", "if_referenced"),
  ]);
}

function columnDifference(before: ViewColumn, now: ViewColumn): Impact {
  if (before.type === null || now.type === null)
    return before.text === now.text ? impact("compatible", "always") : impact("undetermined", "always");
  const { verdict } = typeChange(before.type, now.type).impact;
  if (verdict === "reads_break" || verdict === "reads_and_writes_break" || verdict === "undetermined")
    return impact(verdict === "undetermined" ? verdict : "reads_break", "if_referenced");
  return impact(before.text === now.text ? "compatible" : "behaviour_change", "if_referenced");
}

/** null where one of the two is not known. */
function pairsOf(
  { columns, outputs }: Parts,
  now: Parts,
  placeOf: (name: string, place: number) => number,
): readonly (readonly [ViewColumn, ViewColumn])[] | null {
  if (columns === null || outputs === null || now.outputs === null) return null;
  const pairs: (readonly [ViewColumn, ViewColumn])[] = [];
  for (const [place, name] of columns.entries()) {
    const [one, other] = [outputs[place], now.outputs[placeOf(name, place)]];
    if (one !== undefined && other !== undefined) pairs.push([one, other]);
  }
  return pairs;
}

function isSame(one: ViewColumn, other: ViewColumn): boolean {
  return one.text === other.text || (one.type !== null && other.type !== null);
}

function isOther(one: ColumnType | null, other: ColumnType | null): boolean {
  if (one === null || other === null) return false;
  return one.name !== other.name || one.isArray !== other.isArray || String(one.modifiers) !== String(other.modifiers);
}
