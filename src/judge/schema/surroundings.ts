import type { Schema } from "./schema.ts";
import { withObject } from "./edit-objects.ts";

export function withMark(schema: Schema, key: string, text: string): Schema {
  return withObject(schema, "surroundings", { key, make: () => text });
}
