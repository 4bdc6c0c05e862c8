import type { Name } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "./schema.ts";
import { effect } from "../rule.ts";
import { locate } from "./locate-index.ts";
import { keyOf } from "./schema.ts";

/** Tables, views, sequences and indexes share their names in PostgreSQL and SQLite, tables and views everywhere. */
export function isTaken(schema: Schema, name: Name): boolean {
  const key = keyOf(schema, name);
  if (schema.tables.has(key) || schema.views.has(key)) return true;
  const index = KEPT_TOGETHER.has(schema.dialect) ? locate(schema, name, null) : undefined;
  // SQLite does not name the index of a constraint like it.
  if (schema.dialect === "sqlite") return index?.isConstraint === false;
  return index !== undefined || (schema.dialect === "postgresql" && schema.sequences.has(key));
}

const KEPT_TOGETHER: ReadonlySet<string> = new Set(["postgresql", "sqlite"]);

/** Every table and view of PostgreSQL brings a type of its name. */
export function isTypeTaken(schema: Schema, name: Name): boolean {
  const key = keyOf(schema, name);
  return schema.types.has(key) || schema.tables.has(key) || schema.views.has(key);
}

export function existsAlready(key: string): Effect {
  return effect(`${key} exists already`, { succeeds: "no" });
}
