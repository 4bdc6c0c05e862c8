import type { ChangeOf } from "../../model/change.ts";
import type { At } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";

/**
 * In one statement, MariaDB takes a column that goes and one that comes under its name for the same where an index has
 * it: the index stays, and may take neither the new type nor what the rows get.
 */
export function keepsItsIndexes({ table: name, column }: ChangeOf<"drop-column">, { before, alongside }: At): boolean {
  const comesBack = alongside.some((change) => change.kind === "add-column" && change.column.name === column);
  if (before.dialect !== "mariadb" || !comesBack) return false;
  const { indexes = [], constraints = [] } = tableIn(before, name) ?? {};
  const keys = constraints.filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique");
  return [
    ...indexes.map(({ definition }) => definition.keys),
    ...keys.map(({ definition }) => definition.columns),
  ].some((columns) => columns.includes(column));
}
