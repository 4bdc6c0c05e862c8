import type { Name } from "../../model/definition.ts";
import type { Schema } from "./schema.ts";
import { keyOf } from "./schema.ts";

/** Tables, views and sequences share their names in PostgreSQL, tables and views everywhere. */
export function isTaken(schema: Schema, name: Name): boolean {
  const key = keyOf(schema, name);
  return (
    schema.tables.has(key) || schema.views.has(key) || (schema.dialect === "postgresql" && schema.sequences.has(key))
  );
}
