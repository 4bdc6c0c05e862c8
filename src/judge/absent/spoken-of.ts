// What comments and privileges are on.
import type { ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { constraint, isAbsent, policy, rule, trigger } from "./inside.ts";
import * as objects from "./objects.ts";

export function granted({ on, of }: ChangeOf<"grant"> | ChangeOf<"revoke">, schema: Schema): string | undefined {
  if (of === undefined) return undefined;
  return on.map((name) => OF_FAMILY[of](name, schema)).find((missing) => missing !== undefined);
}

export function commented({ on, of, part, index }: ChangeOf<"comment">, schema: Schema): string | undefined {
  if (of !== undefined) return OF_FAMILY[of.family](of.name, schema);
  if (part !== undefined) return PART[part.of](part, schema);
  if (index !== undefined) return objects.index(index, null, schema);
  return on === undefined ? undefined : onRelation(on, schema);
}

const PART = { constraint, trigger, policy, rule } as const;

type Missing = (name: Name, schema: Schema) => string | undefined;

const OF_FAMILY: Readonly<Record<"relations" | "views" | "sequences" | "routines" | "types", Missing>> = {
  relations: objects.relation,
  views: objects.relation,
  sequences: objects.relation,
  routines: objects.routine,
  types: (name, schema) => (tableIn(schema, name) === undefined ? objects.type({ type: name }, schema) : undefined),
};

function onRelation(
  { relation: name, column }: NonNullable<ChangeOf<"comment">["on"]>,
  schema: Schema,
): string | undefined {
  const known = tableIn(schema, name);
  if (known === undefined) return schema.types.has(keyOf(schema, name)) ? undefined : objects.relation(name, schema);
  const isThere = column === null || !isAbsent(known, column);
  return isThere ? undefined : `${known.name} has no ${column}`;
}
