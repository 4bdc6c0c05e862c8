// Columns that MySQL and MariaDB refuse for what they are, whatever rows there are.
import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { familyOf } from "../types/family.ts";
import { characterBytes } from "../types/text-width.ts";
import { unfitDefault } from "./unfit-default.ts";

/** In words; undefined where it is taken. */
export function unfitColumn(column: ColumnDefinition, table: Table | undefined, schema: Schema): string | undefined {
  const isStrict = strictnessOf(schema) === "strict";
  const unmade = unmadeType(column.type);
  if (unmade !== undefined) return `${column.name}: ${unmade}`;
  const tooWide = isStrict ? (tooLong(column.type, table) ?? besideOthers(column, table)) : undefined;
  const reason = tooWide ?? unfitDefault(column, schema);
  return reason && `${column.name}: ${reason}`;
}

/** What no column can be, whatever the mode. */
function unmadeType(type: ColumnType | null): string | undefined {
  return type === null ? undefined : (oddLabels(type) ?? oddDigits(type));
}

/** "Column has duplicated value" (ER_DUPLICATED_VALUE_IN_TYPE) and "Illegal set value" (ER_ILLEGAL_VALUE_FOR_TYPE). */
function oddLabels({ name, labels = [] }: ColumnType): string | undefined {
  const trimmed = labels.map((label) => label.trimEnd());
  const twice = trimmed.find((label, place) => trimmed.indexOf(label) < place);
  if (twice !== undefined) return `it has the label '${twice}' twice`;
  return name === "set" && labels.some((label) => label.includes(",")) ? "a label of a set has no comma" : undefined;
}

/** "Too big precision" (ER_TOO_BIG_PRECISION), and fewer digits than behind the point (ER_M_BIGGER_THAN_D). */
function oddDigits({ name, modifiers: [digits = 10, scale = 0] }: ColumnType): string | undefined {
  if (!name.startsWith("decimal") || (digits <= 65 && scale <= digits)) return undefined;
  return `it has ${digits} digits, ${scale} of them behind the point`;
}

/**
 * "Row size too large" (ER_TOO_BIG_ROWSIZE): long texts and binaries are kept elsewhere. Rows that are there have room, of
 * whatever characters the server says.
 */
function besideOthers(column: ColumnDefinition, table: Table | undefined): string | undefined {
  const known = [...(table?.columns.values() ?? [])].flatMap(({ definition }) => definition ?? []);
  const isWide = rowBytes(known, table) > LONGEST_ROW && !known.includes(column);
  const others = known.filter(({ name }) => name !== column.name);
  const bytes = isWide ? 0 : rowBytes([...others, column], table);
  return bytes > LONGEST_ROW ? `a row with it has ${bytes} bytes, and ${LONGEST_ROW} at most` : undefined;
}

function rowBytes(columns: readonly ColumnDefinition[], table: Table | undefined): number {
  return columns.reduce((sum, { type }) => sum + bytesOf(type, table), 0);
}

/** The length of a text that has not always the same stands before it. */
function bytesOf(type: ColumnType | null, table: Table | undefined): number {
  if (type === null) return 0;
  const [length = 0] = type.modifiers;
  const { family, size } = familyOf(type);
  if (family === "integer") return size;
  if (!SIZED.has(type.name)) return 0;
  const bytes = type.name.endsWith("binary") ? length : length * characterBytes(type, table);
  if (!type.name.startsWith("var")) return bytes;
  return bytes + (bytes > 255 ? 2 : 1);
}

const SIZED: ReadonlySet<string> = new Set("char varchar binary varbinary".split(" "));

/** "Column length too big for column" (ER_TOO_BIG_FIELDLENGTH); where the mode is not strict, it becomes a text. */
function tooLong(type: ColumnType | null, table: Table | undefined): string | undefined {
  const [length = 0] = type?.modifiers ?? [];
  const limit = type === null ? Infinity : limitOf(type, table);
  return length > limit ? `${type?.name ?? ""} has room for ${limit} at most` : undefined;
}

function limitOf(type: ColumnType, table: Table | undefined): number {
  if (type.name === "char" || type.name === "binary") return 255;
  // Two bytes are the length, and one says whether it is null.
  if (type.name === "varbinary") return LONGEST_ROW - 3;
  return type.name === "varchar" ? Math.floor((LONGEST_ROW - 3) / characterBytes(type, table)) : Infinity;
}

const LONGEST_ROW = 65_535;
