// MariaDB: what an expression calls a column that is given another name.
import type { ChangeOf } from "../../model/change.ts";
import type { At } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { constrains, generatedFrom } from "../schema/names.ts";

/**
 * What may keep the column from its new name, in words. A table stays open under the alias that the last statement gave
 * it, and then its expressions are looked up by that: "Unknown column 'x' in 'CHECK'" (seen on MariaDB 10.11; after
 * `flush tables` the same statement passes).
 */
export function readUnderAlias(
  { column, to }: Pick<ChangeOf<"rename-column">, "column" | "to">,
  table: Table,
  { before, alongside }: Pick<At, "before" | "alongside">,
): string | undefined {
  if (before.dialect !== "mariadb") return undefined;
  const isRestated = alongside.some((other) => other.kind === "restate-column" && other.column === to);
  const gone = new Set(alongside.flatMap((other) => (other.kind === "drop-constraint" ? [other.name] : [])));
  const check = table.constraints.find(({ definition }) => {
    const { kind, name } = definition;
    const stays = !(isRestated && name === column) && !gone.has(name ?? "");
    return kind === "check" && stays && constrains(definition, column);
  });
  if (check !== undefined) return `check ${check.definition.name ?? ""}`.trimEnd();
  return isJson(table, column) && !isRestated ? "its check for JSON" : generatedFrom(table, column)[0];
}

function isJson({ columns }: Table, column: string): boolean {
  return columns.get(column)?.definition?.type?.name === "json";
}
