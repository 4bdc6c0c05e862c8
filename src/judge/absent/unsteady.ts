// Expressions that an index or a computed column keeps the value of: PostgreSQL refuses those that a setting changes.
import type { ColumnDefinition, ColumnType, Conversion } from "../../model/definition.ts";
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { Family } from "../types/family.ts";
import { tableIn } from "../schema/schema.ts";
import { familyOf } from "../types/family.ts";

type Moment = Family["family"];

/** "functions in index expression must be marked IMMUTABLE"; undefined where there is none, as far as types are known. */
export function unsteadyIn(
  converts: readonly Conversion[] | undefined,
  typeOf: (column: string) => ColumnType | null,
): string | undefined {
  const found = converts?.find((conversion) => {
    const type = typeOf(conversion.column);
    return type !== null && isUnsteady(type, conversion);
  });
  return found === undefined ? undefined : `${found.column} becomes what a setting decides, which cannot be kept`;
}

export function typesOf(schema: Schema, table: Name): (column: string) => ColumnType | null {
  return (column) => tableIn(schema, table)?.columns.get(column)?.definition?.type ?? null;
}

export function unsteadyColumn(
  columns: readonly ColumnDefinition[],
  typeOf: (column: string) => ColumnType | null,
): string | undefined {
  return columns.map(({ generated }) => unsteadyIn(generated?.converts, typeOf)).find((found) => found !== undefined);
}

function isUnsteady(type: ColumnType, conversion: Conversion): boolean {
  if (type.isArray) return false;
  const from = familyOf(type).family;
  if ("by" in conversion) return UNSTEADY_CALLS[conversion.by]?.has(from) === true;
  return !conversion.to.isArray && UNSTEADY_CASTS[from]?.has(familyOf(conversion.to).family) === true;
}

/** pg_cast, and pg_proc of what reads and prints a type (its `provolatile`). */
const UNSTEADY_CASTS: Partial<Readonly<Record<Moment, ReadonlySet<Moment>>>> = {
  text: new Set<Moment>(["date", "time", "timetz", "timestamp", "timestamptz", "interval"]),
  timestamptz: new Set<Moment>(["date", "time", "timetz", "timestamp", "text"]),
  timestamp: new Set<Moment>(["timestamptz", "text"]),
  date: new Set<Moment>(["timestamptz", "text"]),
  time: new Set<Moment>(["timetz"]),
  interval: new Set<Moment>(["text"]),
};

const ZONED: ReadonlySet<Moment> = new Set<Moment>(["timestamptz"]);

const UNSTEADY_CALLS: Readonly<Record<string, ReadonlySet<Moment>>> = {
  date_trunc: ZONED,
  date_part: ZONED,
  extract: ZONED,
  date: new Set<Moment>(["timestamptz", "text"]),
  timestamp: new Set<Moment>(["timestamptz", "text"]),
  time: new Set<Moment>(["timestamptz", "text"]),
  timestamptz: new Set<Moment>(["date", "timestamp", "text"]),
  "+": ZONED,
  "-": ZONED,
  "||": new Set<Moment>(["date", "timestamp", "timestamptz", "interval"]),
};
