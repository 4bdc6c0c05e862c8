import type { Name } from "../../model/definition.ts";
import type { Schema } from "./schema.ts";
import { keyOf } from "./schema.ts";

/** Whether the name stands for what has that key, which is quickly told where it does not. */
export function hasKey(schema: Schema, name: Name, key: string): boolean {
  return key.endsWith(name.name) && keyOf(schema, name) === key;
}
