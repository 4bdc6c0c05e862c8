import type { ConstraintDefinition } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import { constrains } from "../schema/names.ts";
import { columnsGoneWith } from "./made-alongside.ts";

/**
 * MariaDB and MySQL drop a check with its column where it names no other; MariaDB also where it was written on the column,
 * and goes by the column's name then, or with the last of its columns. PostgreSQL drops every check that names the column.
 */
export function isCheckAbove(
  definition: ConstraintDefinition,
  column: string,
  { before: { dialect }, alongside }: Pick<At, "before" | "alongside">,
): boolean {
  if (definition.kind !== "check" || !constrains(definition, column) || definition.columns.length === 1) return false;
  const gone = columnsGoneWith(alongside);
  if (dialect === "mariadb" && definition.columns.every((each) => each === column || gone.has(each))) return false;
  return dialect === "mysql" || (dialect === "mariadb" && definition.name !== column);
}
