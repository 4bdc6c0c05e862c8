// No table whose rows outlive a crash refers to one whose rows do not; ATPrepChangePersistence in
// src/backend/commands/tablecmds.c.
import type { ChangeOf } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { isListed, keyOf, tableIn } from "../schema/schema.ts";
import { referencesTo } from "./foreign-keys.ts";

/** Why the table cannot become `logged` or `unlogged` yet, in words. */
export function persistenceObstacle(
  { table, property }: ChangeOf<"set-table-property">,
  schema: Schema,
): string | undefined {
  const key = keyOf(schema, table);
  if (property === "logged") {
    const parent = parentsOf(key, schema).find((other) => isUnlogged(other, schema));
    return parent && `refers to ${parent}, which is unlogged`;
  }
  if (property !== "unlogged") return undefined;
  const child = referencesTo(schema, key).find(({ table: other }) => other !== key && !isUnlogged(other, schema));
  return child && `is referred to by ${child.table}, which is not unlogged`;
}

/** Without the schema, it may refer to another table that a statement has made unlogged. */
export function mayReferToUnlogged({ table, property }: ChangeOf<"set-table-property">, schema: Schema): boolean {
  if (property !== "logged" || schema.dialect !== "postgresql" || isListed(schema, tableIn(schema, table)))
    return false;
  return [...schema.tables.keys()].some((other) => other !== keyOf(schema, table) && isUnlogged(other, schema));
}

function isUnlogged(key: string, { tables }: Schema): boolean {
  return tables.get(key)?.settings.has("unlogged") === true;
}

function parentsOf(key: string, schema: Schema): readonly string[] {
  const parents = (schema.tables.get(key)?.constraints ?? []).flatMap(({ definition }) =>
    definition.kind === "foreign-key" ? [keyOf(schema, definition.references)] : [],
  );
  return parents.filter((parent) => parent !== key);
}
