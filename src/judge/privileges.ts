import type { SurroundingsChange } from "../model/change/surroundings.ts";
import type { Schema } from "./schema.ts";
import { keyOf } from "./schema.ts";

interface Privilege {
  readonly on: Extract<SurroundingsChange, { readonly privileges: readonly string[] }>["on"];
  readonly to: readonly string[];
  readonly privileges: readonly string[];
}

export function privilegeKey(schema: Schema, { on, to, privileges }: Privilege): string {
  return `grant ${privileges.join(",")} on ${on.map((name) => keyOf(schema, name)).join(",")} to ${to.join(",")}`;
}
