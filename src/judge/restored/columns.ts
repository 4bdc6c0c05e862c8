import type { Restores } from "../../model/judgement.ts";
import type { Done } from "../run.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import type { Ways } from "./ways.ts";
import { isComputed, isRecast } from "../on-column.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { tableById } from "../schema/by-id.ts";
import { plainText } from "../schema/same-text.ts";
import { familyOf } from "../types/family.ts";

/** A column that was taken away, after the down. */
export function columnRestored(
  { table, column }: { readonly table: string; readonly column: string },
  restorable: Restores,
  { before, between, reverted, downs }: Ways,
): Restores {
  const original = before.tables.get(table);
  const known = original?.columns.get(column);
  const placed = columnOf(between, original, column);
  const now = columnOf(reverted, original, column);
  if (restorable === "structure_only" && placed !== undefined) return keptFrom(placed, now);
  if (known === undefined) return restorable;
  if (now === undefined) return restorable === "full" && isHeld(reverted, known) ? "full" : "none";
  if (isBack(now, known)) return backFrom([known, now], between);
  const isFilled = isAssigned(downs, column);
  return isRefused(now, column, { downs, isFilled }) ? "none" : madeAnew(isFilled);
}

/** Of another column that took the name: what was computed stays. */
function keptFrom(placed: Column, now: Column | undefined): Restores {
  return isComputed(placed) && now?.id === placed.id ? "partial" : "none";
}

function columnOf(schema: Schema, table: Table | undefined, column: string): Column | undefined {
  return tableById(schema, table?.id)?.columns.get(column);
}

/** It is required, and the rows that are there have no value for it, at least when it is added. */
function isRefused(
  { definition }: Column,
  column: string,
  { downs, isFilled }: { readonly downs: readonly Done[]; readonly isFilled: boolean },
): boolean {
  if (definition === null || !isRequired(definition)) return false;
  return downs.some(
    ({ change, effect }) =>
      effect.succeeds !== "yes" &&
      !(isFilled && change.kind !== "add-column") &&
      "column" in change &&
      (typeof change.column === "string" ? change.column : change.column.name) === column,
  );
}

function madeAnew(isFilled: boolean): Restores {
  return isFilled ? "partial" : "structure_only";
}

/** It is the same column, holds the same values, or computes them again. */
export function isBack(now: Column, known: Column): boolean {
  return now.id === known.id || (now.holds !== null && now.holds === known.holds) || isComputedAgain(now, known);
}

function isComputedAgain(now: Column, known: Column): boolean {
  const [text, was] = [now, known].map(({ definition }) => definition?.generated?.text);
  return text !== undefined && was !== undefined && bare(text) === bare(was);
}

/** Without what PostgreSQL writes into an expression when it shows it. */
function bare(text: string): string {
  return plainText(text).replaceAll(ADDED, "");
}

const ADDED = /::\s*\w+(?: (?:varying|precision|with(?:out)? time zone))?(?:\(\d+(?:,\d+)?\))?|[()\s]/g;

/** In the form that another type gave its values, unless they had their own type all the time, or one that keeps them. */
export function backFrom([known, now]: readonly [Column, Column], between: Schema): Restores {
  if (!isRecast(known, now)) return "full";
  const isKept = isHeld(between, known) && known.definition?.type?.name === now.definition?.type?.name;
  if (isKept) return "full";
  return isFraction(known) ? "structure_only" : "partial";
}

/** What was behind its point does not come back. */
function isFraction({ definition }: Column): boolean {
  const { family, scale } = familyOf(definition?.type ?? UNTYPED);
  return family === "float" || (family === "decimal" && scale > 0);
}

const UNTYPED = { name: "blob", modifiers: [], isArray: false } as const;

function isHeld(schema: Schema, known: Column): boolean {
  return [...schema.tables.values()].some(({ columns }) =>
    [...columns.values()].some((each) => each.holds === known.holds && !isRecast(known, each)),
  );
}

function isAssigned(downs: readonly Done[], column: string): boolean {
  return downs.some(
    ({ change }) =>
      change.kind === "update" &&
      change.assignments.some((each) => each.column === column && each.from === "expression" && each.reads.length > 0),
  );
}
