// Columns that MySQL and MariaDB refuse for what they are, whatever rows there are.
import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { characterBytes } from "../types/text-width.ts";
import { unfitDefault } from "./unfit-default.ts";

/** In words; undefined where it is taken. */
export function unfitColumn(column: ColumnDefinition, table: Table | undefined, schema: Schema): string | undefined {
  const reason = tooLong(column.type, table, schema) ?? unfitDefault(column, schema);
  return reason && `${column.name}: ${reason}`;
}

/** "Column length too big for column" (ER_TOO_BIG_FIELDLENGTH); where the mode is not strict, it becomes a text. */
function tooLong(type: ColumnType | null, table: Table | undefined, schema: Schema): string | undefined {
  const [length = 0] = type?.modifiers ?? [];
  const limit = type === null || strictnessOf(schema) !== "strict" ? Infinity : limitOf(type, table);
  return length > limit ? `${type?.name ?? ""} has room for ${limit} at most` : undefined;
}

function limitOf(type: ColumnType, table: Table | undefined): number {
  if (type.name === "char" || type.name === "binary") return 255;
  if (type.name === "varbinary") return LONGEST_ROW;
  return type.name === "varchar" ? Math.floor(LONGEST_ROW / characterBytes(type, table)) : Infinity;
}

/** 65,535 bytes, of which two are the length and one says whether it is null. */
const LONGEST_ROW = 65_532;
