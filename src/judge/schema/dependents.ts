import type { Schema } from "./schema.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { holdersOfTable } from "../types/held.ts";
import { hasKey } from "./has-key.ts";

/** What keeps a table from being dropped, in words. MySQL and SQLite let views dangle. */
export function dependentsOf(schema: Schema, table: string): readonly string[] {
  const references = [...schema.tables].filter(
    ([name, { constraints }]) =>
      name !== table &&
      constraints.some(
        ({ definition }) => definition.kind === "foreign-key" && hasKey(schema, definition.references, table),
      ),
  );
  const foreign =
    schema.dialect === "sqlite" || areOff(schema) ? [] : references.map(([name]) => `a foreign key of ${name}`);
  const held = schema.dialect === "postgresql" ? holdersOfTable(schema, table) : [];
  return [...foreign, ...viewsOn(schema, table), ...held];
}

/** PostgreSQL alone keeps views from losing what they read. */
export function viewsOn(schema: Schema, relation: string): readonly string[] {
  if (schema.dialect !== "postgresql") return [];
  return [...schema.views].filter(([, { reads }]) => reads.includes(relation)).map(([name]) => `view ${name}`);
}
