// What a definition is made of.
import type { Change } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";

/** Whether it makes what calls functions from then on. */
export function defines({ kind }: Change): boolean {
  return DEFINING.has(kind);
}

/** Of the columns that it defines. */
export function typesIn(change: Change): readonly ColumnType[] {
  if (change.kind === "create-table") return change.columns.flatMap(({ type }) => type ?? []);
  if (change.kind === "add-column") return change.column.type === null ? [] : [change.column.type];
  return change.kind === "change-type" ? [change.type] : [];
}

/** Whatever is named among the functions that an expression or a query calls. */
export function routinesIn(part: unknown): readonly string[] {
  return listedAs("routines", part);
}

/** Those of them that the database does not bring along. */
export function madeRoutinesIn(part: unknown): readonly string[] {
  return listedAs("made", part);
}

function listedAs(list: "routines" | "made", part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === list && Array.isArray(value) ? value.filter((each) => typeof each === "string") : listedAs(list, value),
  );
}

const DEFINING: ReadonlySet<Change["kind"]> = new Set([
  "create-table",
  "add-column",
  "change-type",
  "set-default",
  "add-constraint",
  "create-index",
  "create-view",
]);
