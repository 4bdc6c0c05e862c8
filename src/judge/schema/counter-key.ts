import type { Change } from "../../model/change.ts";
import type { Table } from "./schema.ts";

/** A column that numbers rows has to be the first of some key: the one that this key alone is for, if there is one. */
export function counterServedBy(
  key: readonly string[],
  table: Table,
  alongside: readonly Change[],
): string | undefined {
  const [column = ""] = key;
  const isCounter = table.columns.get(column)?.definition?.identity === "by-default";
  if (!isCounter || alongside.some((change) => releases(change, column))) return undefined;
  const keys = keysIn(table);
  return keys.filter(([first]) => first === column).length > 1 ? undefined : column;
}

/** "there can be only one auto column and it must be defined as a key" (ER_WRONG_AUTO_KEY); `keys` are made beside. */
export function unkeyedCounter(table: Table, keys: readonly (readonly string[])[] = []): string | undefined {
  const [first, second] = [...table.columns].filter(([, { definition }]) => definition?.identity === "by-default");
  if (second !== undefined) return `${first?.[0] ?? ""} numbers the rows of ${table.name} already`;
  const isKeyed = first === undefined || [...keysIn(table), ...keys].some(([column]) => column === first[0]);
  return isKeyed ? undefined : `no key begins with ${first[0]}, which numbers the rows of ${table.name}`;
}

function keysIn({ constraints, indexes }: Table): readonly (readonly string[])[] {
  return [
    ...constraints
      .filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique")
      .map(({ definition: { columns } }) => columns),
    ...indexes.map(({ definition: { keys } }) => keys),
  ];
}

/** The same statement gives it another key, or it numbers no more. */
function releases(change: Change, column: string): boolean {
  if (change.kind === "add-constraint") return change.constraint.columns[0] === column;
  if (change.kind === "create-index") return change.index.keys[0] === column;
  if (change.kind === "drop-column") return change.column === column;
  return change.kind === "restate-column" && change.column === column && change.definition.identity === "none";
}
