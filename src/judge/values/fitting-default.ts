// Whether a column takes the default that it gets. PostgreSQL casts it when a row is written, not when it is set.
import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Value } from "./value.ts";
import { isUniqueWithin } from "../constraints/held-unique.ts";
import { isToldApart } from "../constraints/told-apart.ts";
import { UNLIMITED, familyOf } from "../types/family.ts";
import { noRoom } from "../types/no-room.ts";
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

/** Of what is computed, the type says how long it is at least as a text. */
export function hasRoom({ default: given, type }: ColumnDefinition): boolean {
  if (given.kind === "none" || given.kind === "null" || type === null || type.isArray) return true;
  const isWritten = given.kind === "constant" && noRoom(given.text, type) !== undefined;
  return !isWritten && shortestOf(given.gives) <= lengthOf(type);
}

function shortestOf(type: ColumnType | undefined): number {
  return type === undefined || type.isArray ? 0 : (SHORTEST.get(familyOf(type).family) ?? 0);
}

/** `true`, `2024-01-01`, `2024-01-01 00:00:00` and the same with `+00`. */
const SHORTEST: ReadonlyMap<string, number> = new Map([
  ["boolean", 4],
  ["date", 10],
  ["timestamp", 19],
  ["timestamptz", 22],
  ["uuid", 36],
]);

function lengthOf(type: ColumnType): number {
  const { family, size } = familyOf(type);
  return family === "text" ? size : UNLIMITED;
}
