import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Table } from "../schema/schema.ts";

/** What no two rows have in common. */
export function keysOf({ constraints, indexes }: Table): readonly (readonly string[])[] {
  const kept = constraints.filter(({ definition }) => isKey(definition)).map(({ definition }) => definition.columns);
  return [...kept, ...indexes.filter(({ definition }) => definition.unique).map(({ definition }) => definition.keys)];
}

function isKey({ kind }: ConstraintDefinition): boolean {
  return kind === "primary-key" || kind === "unique";
}
