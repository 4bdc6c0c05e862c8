import type { Schema } from "../schema/schema.ts";
import { keyOf } from "../schema/schema.ts";
import { isUnlistedType } from "./domain-type.ts";
import { nameOfType, withType } from "./user-types.ts";

/** A type of which there is a column exists, whoever made it, and whatever it is. */
export function withTypesInUse(schema: Schema): Schema {
  if (schema.dialect !== "postgresql") return schema;
  const types = [...schema.tables.values()].flatMap(({ columns }) =>
    [...columns.values()].flatMap(({ definition }) => definition?.type ?? []),
  );
  const unlisted = new Set(types.filter((type) => isUnlistedType(type, schema)).map(({ name }) => name));
  return [...unlisted].reduce(withUnknownType, schema);
}

function withUnknownType(schema: Schema, name: string): Schema {
  return withType(schema, keyOf(schema, nameOfType(name)), { of: "other", labels: [], text: "", uses: [] });
}
