import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Column, Id, Schema, Table } from "../schema/schema.ts";
import { isComputed } from "../on-column.ts";
import { impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { tableById } from "../schema/by-id.ts";
import { withTable, withoutColumn } from "../schema/edit-table.ts";
import { metWithTriggers } from "../triggers/completed.ts";
import { writerByPlace } from "../triggers/written-by-place.ts";
import { metByInserts } from "../values/added-column.ts";
import { isStillRequired } from "./replacement.ts";

/**
 * What has to be given, by code that does not know the column: a default may be set later, the column may be dropped, or
 * take the name of one that the code knows, which is judged where that one went.
 */
export function requiredImpact({ change, column: id, effect: { impact: own } }: Done, ends: Ends): Impact {
  if (own.verdict !== "writes_break" || own.when !== "always" || id === undefined) return own;
  if (change.kind === "add-column" && !isRequired(change.column)) return metInTheEnd(change, own, ends);
  return stillDemanded(placeOf(id, ends.after), ends) ?? own;
}

function stillDemanded(place: Place | undefined, { client, after }: Ends): Impact | undefined {
  if (place === undefined || !isStillRequired(place.column)) return COMPATIBLE;
  const { table, name } = place;
  const known = tableById(client, table.id)?.columns.get(name);
  if (known !== undefined && !isComputed(known)) return COMPATIBLE;
  return metWithTriggers(table, name, after);
}

/** A column takes no nulls any more, or one that the code does not know, and that takes none, has lost its default. */
export function isDemand({ change, column: id }: Done, { client, after }: Ends): boolean {
  if (change.kind === "set-not-null") return true;
  if (change.kind !== "drop-default" && change.kind !== "restate-column") return false;
  return id !== undefined && placeOf(id, client) === undefined && isStillRequired(placeOf(id, after)?.column);
}

const COMPATIBLE: Impact = impact("compatible", "always");

/** What its rows are copied to may have got the column as well. */
function metInTheEnd(change: ChangeOf<"add-column">, own: Impact, { client, after, side }: Ends): Impact {
  const without = withTable(after, change.table, (table) => withoutColumn(table, change.column.name));
  const [before, now] = [client, without].map((schema) => writerByPlace(change, { before: schema, client }));
  if (before === undefined || now !== undefined) return own;
  const at = { before: without, client, side, alongside: [] };
  return metByInserts(change, at, change.column.name)?.impact ?? COMPATIBLE;
}

interface Place {
  readonly table: Table;
  readonly name: string;
  readonly column: Column;
}

function placeOf(id: Id, { tables }: Schema): Place | undefined {
  for (const table of tables.values())
    for (const [name, column] of table.columns) if (column.id === id) return { table, name, column };
  return undefined;
}
