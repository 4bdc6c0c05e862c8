import type { ChangeOf } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { withCharset } from "../types/own-charset.ts";
import { isUnfitLiteral } from "../types/unfit-literal.ts";

/** Why MySQL and MariaDB write no such row: a value that is written out and fits no row, whatever a trigger gives instead. */
export function unfitLiteralIn(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const { source, columns, onConflict } = change;
  if (!isInnoDb(schema) || source.from !== "values" || onConflict === "ignore") return undefined;
  if (strictnessOf(schema) !== "strict") return undefined;
  const { literals = [] } = source;
  const unfit = columns.find((name, place) => {
    const type = table.columns.get(name)?.definition?.type ?? null;
    const written = literals.flatMap((row) => row[place] ?? []);
    return type !== null && written.some((literal) => isUnfitLiteral(literal, withCharset(type, table), schema));
  });
  return unfit && `${table.name}.${unfit} does not take what is written`;
}
