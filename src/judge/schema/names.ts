import type { ConstraintDefinition, Named } from "../../model/definition.ts";
import type { Id, Schema, Table, View } from "./schema.ts";
import { isMentioned } from "../views/mentions.ts";

/** Whether an expression names the column. What it names may be unknown, and then it may be this one. */
export function namesColumn(names: Named | null | undefined, column: string): boolean {
  return names === null || names === undefined || names.columns.includes(column);
}

/** Whether a constraint is about the column; what a check reads may be written with its table. */
export function constrains({ columns }: ConstraintDefinition, column: string): boolean {
  return columns.some((name) => name === column || name.endsWith(`.${column}`));
}

/** Other columns of the table that are computed from it, or whose defaults are, which MySQL allows. */
export function generatedFrom({ columns }: Table, column: string): readonly string[] {
  const found = [...columns].filter(([name, { definition }]) => {
    const generated = definition?.generated ?? null;
    const value = definition === null || !("names" in definition.default) ? undefined : definition.default.names;
    const isComputed = generated !== null && namesColumn(generated.names, column);
    return name !== column && (isComputed || value?.columns.includes(column) === true);
  });
  return found.map(
    ([name, { definition }]) => `${definition?.generated ? "generated column" : "the default of"} ${name}`,
  );
}

/**
 * Views that read the column of the table. What a view names may be unknown, and then it may be this one; its `*` are
 * the columns that were there when it was made, but on SQLite those that are there when it is read.
 */
export function viewsNaming({ views, tables, dialect }: Schema, { key, column, id }: OfTable): readonly string[] {
  const table = tables.get(key)?.id;
  const isKept = dialect !== "sqlite";
  const found = [...views].filter(([, view]) => {
    const isOfIt = (name: string): boolean => names(view, name, table);
    return (
      view.reads.includes(key) && (view.names === null || isOfIt(column) || (isKept && isOfIt("*") && id < view.since))
    );
  });
  return found.map(([name]) => name);
}

function names({ mentions, names: named }: View, column: string, table: Id | undefined): boolean {
  return mentions === undefined ? named?.columns.includes(column) === true : isMentioned(mentions, column, table);
}

export interface OfTable {
  /** The table's. */
  readonly key: string;
  readonly column: string;
  readonly id: Id;
}
