// MySQL and MariaDB: a column that goes from keys that have others as well.
import type { At } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { columnsGoneWith } from "./made-alongside.ts";

/** What refuses to let the column go, in words: MariaDB keeps what is unique by several columns as it is. */
export function keyWith(
  { constraints, indexes }: Table,
  column: string,
  { before, alongside }: Pick<At, "before" | "alongside">,
): string | undefined {
  const reference = constraints.find(
    ({ definition }) => definition.kind === "foreign-key" && definition.columns.includes(column),
  );
  if (reference !== undefined) return `foreign key ${reference.definition.name ?? ""}`;
  if (before.dialect === "mysql") return functionalKeyOf({ indexes }, column);
  return isInWiderKey({ constraints, indexes }, column, alongside) ? "a unique key of several columns" : undefined;
}

/** "Column has a functional index dependency and cannot be dropped or renamed" (ER_DEPENDENT_BY_FUNCTIONAL_INDEX). */
export function functionalKeyOf({ indexes }: Pick<Table, "indexes">, column: string): string | undefined {
  const found = indexes.find(({ definition: { names } }) => names?.columns.includes(column) === true);
  return found && `functional index ${found.definition.name ?? ""}`;
}

/** Without it, what the other columns hold may be there twice, unless they go as well. */
export function isInWiderKey(
  { constraints, indexes }: Pick<Table, "constraints" | "indexes">,
  column: string,
  alongside: At["alongside"],
): boolean {
  const gone = new Set([column, ...columnsGoneWith(alongside)]);
  const keys = [
    ...constraints
      .filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique")
      .map(({ definition: { columns } }) => columns),
    ...indexes.filter(({ definition: { unique } }) => unique).map(({ definition: { keys: own } }) => own),
  ];
  return keys.some((columns) => columns.includes(column) && columns.some((other) => !gone.has(other)));
}

/** Keys of several columns go on without it. */
export function withoutColumnInKeys(table: Table, column: string): Table {
  const columns = new Map(table.columns);
  columns.delete(column);
  const constraints = table.constraints.flatMap((constraint) => {
    const { definition } = constraint;
    if (!definition.columns.includes(column)) return [constraint];
    if (definition.kind !== "primary-key" && definition.kind !== "unique") return [];
    const left = definition.columns.filter((other) => other !== column);
    return left.length === 0 ? [] : [{ ...constraint, definition: { ...definition, columns: left } }];
  });
  const indexes = table.indexes.flatMap((index) => {
    const { keys, lengths, descending } = index.definition;
    const isLeft = (_: unknown, place: number): boolean => keys[place] !== column;
    const left = keys.filter(isLeft);
    if (left.length === 0) return [];
    const sorted = descending?.flatMap((place) => (isLeft(null, place) ? [left.indexOf(keys[place] ?? "")] : []));
    const cut = {
      ...(lengths !== undefined && { lengths: lengths.filter(isLeft) }),
      ...(sorted !== undefined && { descending: sorted }),
    };
    return [{ ...index, definition: { ...index.definition, keys: left, ...cut } }];
  });
  return { ...table, columns, constraints, indexes };
}
