import type { Schema } from "./schema.ts";

export function primaryKeyOf({ tables }: Schema, key: string): readonly string[] {
  return (
    tables.get(key)?.constraints.find(({ definition: { kind } }) => kind === "primary-key")?.definition.columns ?? []
  );
}
