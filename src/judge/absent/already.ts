// What may not be there yet under a name that a statement gives.
import type { ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { MADE } from "../schema/surroundings.ts";

export function trigger({ table, name, to }: ChangeOf<"rename-trigger">, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  return name !== to && known?.triggers.has(to) === true ? `${known.name} has a trigger ${to} already` : undefined;
}

export function attribute(
  { type, attribute: name }: { readonly type: Name; readonly attribute: string },
  schema: Schema,
): string | undefined {
  const key = keyOf(schema, type);
  return schema.types.get(key)?.labels.includes(name) === true ? `${key} has ${name} already` : undefined;
}

/** `create or replace` says so in its text alone. */
export function rule({ table, name, text }: ChangeOf<"create-rule">, schema: Schema): string | undefined {
  const known = tableIn(schema, table);
  if (known?.settings.has(`rule ${name}`) !== true || /^\s*create\s+or\s+replace\b/i.test(text)) return undefined;
  return `${known.name} has a rule ${name} already`;
}

/** Of roles, only those that were seen to be made are known. */
export function role({ roles }: ChangeOf<"create-role">, { surroundings }: Schema): string | undefined {
  const there = roles.find((each) => surroundings.get(`role ${each}`) === MADE);
  return there === undefined ? undefined : `role ${there} exists already`;
}
