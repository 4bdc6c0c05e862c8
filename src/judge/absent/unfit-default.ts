import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { isUnfitAsWritten } from "../types/unfit-literal.ts";
import { LONG_TYPES } from "./long-types.ts";

/** Why MySQL and MariaDB have "Invalid default value" to say, whatever the mode; undefined where nothing is seen. */
export function unfitDefault(
  { type, default: value, nullable }: Pick<ColumnDefinition, "type" | "default" | "nullable">,
  schema: Schema,
): string | undefined {
  if (value.kind === "null" && !nullable) return "a column that takes no null has one by default";
  if (value.kind !== "constant" || type === null || !isUnfit(value.text.trim(), type, schema)) return undefined;
  return `${value.text.trim()} is no default for ${type.name}`;
}

function isUnfit(written: string, type: ColumnType, schema: Schema): boolean {
  if (written.startsWith("(")) return false;
  // ER_BLOB_CANT_HAVE_DEFAULT: MySQL wants it in parentheses.
  if (schema.dialect === "mysql" && LONG_TYPES.has(type.name)) return true;
  // MariaDB looks at JSON with each row, by a check.
  return type.name !== "json" && isUnfitAsWritten(written, type, schema);
}
