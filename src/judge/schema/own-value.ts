import type { OnColumn } from "../../model/definition.ts";
import type { Column, Schema } from "./schema.ts";
import { isSerial } from "./serial.ts";

/** What gives the column its value instead of a default, which it can have none of: ATExecColumnDefault in tablecmds.c. */
export function ownValueOf(
  { table, column }: OnColumn,
  { definition, counted }: Column,
  schema: Schema,
): "an identity" | "computed" | null {
  if (schema.dialect !== "postgresql") return null;
  if (definition === null) return counted === true ? "an identity" : null;
  if (definition.generated !== null) return "computed";
  return definition.identity === "none" || isSerial(schema, table, column) ? null : "an identity";
}
