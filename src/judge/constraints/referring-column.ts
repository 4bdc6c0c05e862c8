import type { ColumnType } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { COPY } from "../hazards/hazards.ts";
import { keyOf } from "../schema/schema.ts";
import { isSortedOtherwise } from "../types/text-order.ts";
import { areOff } from "./foreign-keys.ts";

/** The foreign key that a column is on or is referenced by, in words. */
export function foreignKeyOn(schema: Schema, key: string, column: string): string | undefined {
  const own = schema.tables
    .get(key)
    ?.constraints.find(({ definition }) => definition.kind === "foreign-key" && definition.columns.includes(column));
  if (own !== undefined) return `foreign key ${own.definition.name ?? ""}`;
  const other = [...schema.tables].find(([, { constraints }]) =>
    constraints.some(
      ({ definition }) =>
        definition.kind === "foreign-key" &&
        keyOf(schema, definition.references) === key &&
        definition.referenced.includes(column),
    ),
  );
  return other === undefined ? undefined : `a foreign key of ${other[0]}`;
}

/** MariaDB refuses every other type, MySQL what would copy the table while it checks foreign keys. */
export function keepsType(schema: Schema, hazard: { readonly level: string }): boolean {
  if (schema.dialect === "mariadb") return true;
  return schema.dialect === "mysql" && hazard.level === COPY.level && !areOff(schema);
}

/** For a foreign key, texts that are sorted otherwise are of other types. */
export function isOtherSide(from: ColumnType, to: ColumnType, table: Table): boolean {
  return isOtherType(from, to) || isSortedOtherwise([from, table], [to, table]);
}

/** A collation that is not said is the table's. */
export function isOtherType(from: ColumnType, to: ColumnType): boolean {
  const parts = (type: ColumnType): string =>
    JSON.stringify([type.name, widthless(type), type.unsigned === true, type.labels ?? []]);
  return parts(from) !== parts(to);
}

/** How wide an integer is shown is no part of its type. */
function widthless({ name, modifiers }: ColumnType): readonly number[] {
  return name.endsWith("int") || name === "integer" ? [] : modifiers;
}
