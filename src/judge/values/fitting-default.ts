// Whether a column takes the default that it gets. PostgreSQL casts it when a row is written, not when it is set.
import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Value } from "./value.ts";
import { isUniqueWithin } from "../constraints/held-unique.ts";
import { isToldApart } from "../constraints/told-apart.ts";
import { UNLIMITED, familyOf } from "../types/family.ts";
import { evaluate } from "./evaluate.ts";
import { takesWhatIsLeft, typeTakesWhatIsLeft } from "./left-by-others.ts";
import { both } from "./value.ts";

/** False where every row that leaves the column out is refused, undefined where some may be. */
export function takesDefault(column: ColumnDefinition, table: Table, schema: Schema): Value {
  const constraints = table.constraints.flatMap(({ definition }) =>
    definition.columns.includes(column.name) ? [definition] : [],
  );
  const answers = constraints.map((constraint) => takesWhatIsLeft(constraint, [column], schema));
  const isRepeated = isUniqueWithin(table, [column.name]) && column.default.kind !== "null" && !isToldApart(column);
  const own = isRepeated ? undefined : typeTakesWhatIsLeft(column, schema);
  return answers.reduce(both, both(own, schema.dialect !== "postgresql" || hasRoom(column)));
}

/** Of constants only: what is computed has a type of its own. */
export function hasRoom({ default: given, type }: ColumnDefinition): boolean {
  if (given.kind !== "constant" || type === null || type.isArray) return true;
  const value = evaluate(given.text, new Map());
  if (typeof value === "string") return Array.from(value.trimEnd()).length <= lengthOf(type);
  return typeof value !== "number" || Math.abs(value) < limitOf(type);
}

function lengthOf(type: ColumnType): number {
  const { family, size } = familyOf(type);
  return family === "text" ? size : UNLIMITED;
}

function limitOf(type: ColumnType): number {
  const { family, size, scale } = familyOf(type);
  if (family === "integer") return 2 ** (8 * size - 1);
  return family === "decimal" ? 10 ** (size - scale) : Infinity;
}
